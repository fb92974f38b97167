import type { Change } from '@sourceos/sync-kernel';
import type { WorkspaceRecord } from '../record.js';

export type WorkspaceChange = Change<WorkspaceRecord>;

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly kind: 'topology' | 'automation_rule' | 'agent_binding' | 'policy_binding' | 'repo';
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

/** The members of a record by name. A merge of patches may lack some, or have those of another type. */
export const membersOf = (record: object | undefined): Readonly<Record<string, unknown>> => ({ ...record });

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** What one list has and the other has not. */
export const gained = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter((item) => !known.has(item));
};
