import type { Change } from '@sourceos/sync-kernel';
import type { ModelsRecord } from '../record.js';

export type ModelsChange = Change<ModelsRecord>;

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly kind: 'enabled' | 'location' | 'handling' | 'weights' | 'targets' | 'limits' | 'deletion';
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

export type Members = Readonly<Record<string, unknown>>;

const none: Members = {};

/** Members by name. A merge of patches may lack some, or have those of another type. */
export const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : none;

/** An own member: a name may be that of something every object inherits. */
export const memberOf = (members: Members, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
