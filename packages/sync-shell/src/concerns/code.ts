import { listed } from '@sourceos/sync-kernel';
import type { ShellDialect } from '../records/shell-dialect.js';
import { risksInCode } from '../shell-code/risks-in-code.js';
import type { Risk } from '../shell-code/risk.js';

/** What the new code does that the old did not. What was there before was in force, and was looked at. */
export const newRisks = (before: string | undefined, after: string, dialect: ShellDialect): readonly Risk[] => {
  const found = risksInCode(after, dialect);
  if (found.length === 0 || before === undefined) return found;
  const known = new Set(risksInCode(before, dialect).map(({ words }) => words));
  return found.filter(({ words }) => !known.has(words));
};

/** `it asks for the rights of the administrator and runs what it downloads from get.example`; empty for none. */
export const riskWords = (risks: readonly Risk[]): string =>
  listed(
    risks.map(({ words }) => words),
    4,
  );

const advice: Partial<Record<Risk['kind'], string>> = {
  download_run: 'Download it once, read it, and keep the file.',
  encoded_run: 'Ask its author for the code itself.',
  shadow: 'Give it a name of its own.',
  search_path: "Put the directory after the system's own.",
  root: 'Run what needs the administrator by hand.',
  deletion: 'Delete by hand what has to go.',
  environment: 'Set the variable only for the program that needs it.',
  unread: 'Read all of it before you approve.',
};

/** What to do instead of taking code with these risks. */
export const adviceFor = (risks: readonly Risk[]): string =>
  risks.flatMap(({ kind }) => advice[kind] ?? [])[0] ?? 'Try the code by hand first.';
