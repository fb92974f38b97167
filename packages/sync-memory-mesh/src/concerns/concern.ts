import type { Change } from '@sourceos/sync-kernel';
import type { MemoryMeshRecord } from '../record.js';

export type MemoryChange = Change<MemoryMeshRecord>;

/** One thing about a change that a person should know before agents believe it. */
export interface Concern {
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

export type Members = Readonly<Record<string, unknown>>;

/** The members of a record by name. A merge of patches may lack some, or have those of another type. */
export const membersOf = (record: object | undefined): Members => ({ ...record });

/** The members of a member that is an object. */
export const membersIn = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
