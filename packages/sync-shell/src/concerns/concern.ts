import { membersOf, ownMember, type Change, type ConcernOf } from '@sourceos/sync-kernel';
import type { ShellDialect } from '../records/shell-dialect.js';
import type { ShellRecord } from '../record.js';

export type ShellChange = Change<ShellRecord>;

export type Concern = ConcernOf<
  | 'alias'
  | 'function'
  | 'search_path'
  | 'environment'
  | 'startup'
  | 'command_template'
  | 'reference'
  | 'dialect'
  | 'prompt'
  | 'deletion'
>;

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
    const was = ownMember(old, name);
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
