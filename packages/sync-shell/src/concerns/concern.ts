import type { Change } from '@sourceos/sync-kernel';
import type { ShellDialect } from '../records/shell-dialect.js';
import type { ShellRecord } from '../record.js';

export type ShellChange = Change<ShellRecord>;

/** One thing about a change that a person should know before it is in force. */
export interface Concern {
  readonly kind:
    | 'alias'
    | 'function'
    | 'search_path'
    | 'environment'
    | 'startup'
    | 'command_template'
    | 'reference'
    | 'dialect'
    | 'prompt'
    | 'deletion';
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

export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((item): item is string => typeof item === 'string');

/** Where two maps of a record differ: each name, what it was and what it is. */
export interface Difference {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Only what has members is written out to be compared: code is a long text. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (isObject(a) && isObject(b) && JSON.stringify(a) === JSON.stringify(b));

export const differences = ({ before, after }: ShellChange, field: string): readonly Difference[] => {
  const old = membersOf(membersOf(before)[field]);
  const next = membersOf(membersOf(after)[field]);
  const found: Difference[] = [];
  for (const name of Object.keys(next)) {
    const was = memberOf(old, name);
    if (!isSame(was, next[name])) found.push({ name, before: was, after: next[name] });
  }
  for (const name of Object.keys(old)) {
    if (!Object.hasOwn(next, name)) found.push({ name, before: old[name], after: undefined });
  }
  return found;
};

const dialects: ReadonlySet<unknown> = new Set(['posix', 'bash', 'zsh', 'fish', 'nushell', 'powershell']);

/** The shell that a profile's code is written for; the common one where it does not say. */
export const dialectOf = (record: unknown): ShellDialect => {
  const { dialect } = membersOf(record);
  return dialects.has(dialect) ? (dialect as ShellDialect) : 'posix';
};
