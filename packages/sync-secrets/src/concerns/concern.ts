import type { Change } from '@sourceos/sync-kernel';
import type { SecretsRecord } from '../record.js';

export type SecretsChange = Change<SecretsRecord>;

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly pointers: readonly string[];
  readonly sentence: string;
  /** What to do instead, as a sentence. */
  readonly alternative: string;
}

export type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a record by name, or of one of its members. What is no object has none. */
export const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Whether a change is about records of a type, before it or after it. */
export const isAbout = ({ before, after }: SecretsChange, type: SecretsRecord['type']): boolean =>
  before?.type === type || after?.type === type;
