import type { ShellDialect } from '../records/shell-dialect.js';
import { readProgram } from './reader.js';
import { riskList, type Risk } from './risk.js';

/** Shells whose language the parser reads. */
const read: ReadonlySet<ShellDialect> = new Set(['posix', 'bash', 'zsh']);

const risksOf = (source: string, dialect: ShellDialect): readonly Risk[] => {
  const risks = riskList();
  if (!read.has(dialect))
    risks.add('unread', `is ${dialect} code, which is read here only where it looks like that of other shells`);
  readProgram(source, risks);
  return risks.all();
};

/**
 * What was found in the code that was read last. A change is judged against what was there before, and every version
 * of a profile brings nearly all its code again: most code was read when it came first. Bounded in number and length: a
 * person has some hundred aliases, functions and scripts, and no author fills the memory.
 */
const known = new Map<ShellDialect, Map<string, readonly Risk[]>>();
const mostKnown = 1_024;
const longestKnown = 1_024;

/**
 * What a person should know of code before it runs, by a parser and without running it: the code of Bourne-like shells.
 * Code of other shells is read as far as it looks like theirs, and said to be unread. No finding is no clearance.
 */
export const risksInCode = (source: string, dialect: ShellDialect): readonly Risk[] => {
  if (source.length > longestKnown) return risksOf(source, dialect);
  const ofDialect = known.get(dialect) ?? new Map<string, readonly Risk[]>();
  known.set(dialect, ofDialect);
  let risks = ofDialect.get(source);
  if (risks === undefined) {
    risks = risksOf(source, dialect);
    const [oldest] = ofDialect.keys();
    if (ofDialect.size >= mostKnown && oldest !== undefined) ofDialect.delete(oldest);
    ofDialect.set(source, risks);
  }
  return risks;
};
