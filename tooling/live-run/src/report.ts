import { explainDecision, type Decision } from '@sourceos/sync-kernel';

/** What was tried, what became of it, and why. */
export interface Line {
  readonly tried: string;
  readonly outcome: string;
  readonly why: string;
}

/** The reason of a decision in one line: the codes, and what the gate says of the last. */
export const whyOf = (decision: Decision): string => {
  const codes = [...new Set(decision.reasons.map(({ code, detail }) => `${code} (${detail})`))];
  return codes.length > 0 ? codes.join(', ') : (explainDecision(decision)[0] ?? '');
};

/** Lines as columns. */
export const columns = (lines: readonly Line[]): string => {
  const width = (of: (line: Line) => string): number => Math.max(...lines.map((line) => of(line).length));
  const [tried, outcome] = [width((line) => line.tried), width((line) => line.outcome)];
  return lines
    .map((line) => `  ${line.tried.padEnd(tried)}  ${line.outcome.padEnd(outcome)}  ${line.why}`.trimEnd())
    .join('\n');
};
