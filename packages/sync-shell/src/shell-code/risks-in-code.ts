import type { ShellDialect } from '../records/shell-dialect.js';
import { readProgram } from './reader.js';
import { riskList, type Risk } from './risk.js';

/** Shells whose language the parser reads. */
const read: ReadonlySet<ShellDialect> = new Set(['posix', 'bash', 'zsh']);

/**
 * What a person should know of code before it runs, by a parser and without running it: the code of Bourne-like shells.
 * Code of other shells is read as far as it looks like theirs, and said to be unread. No finding is no clearance.
 */
export const risksInCode = (source: string, dialect: ShellDialect): readonly Risk[] => {
  const risks = riskList();
  if (!read.has(dialect))
    risks.add('unread', `is ${dialect} code, which is read here only where it looks like that of other shells`);
  readProgram(source, risks);
  return risks.all();
};
