/** One thing that a check found wrong. */
export interface Finding {
  /** The file or folder at fault, relative to the workspace's root, with `/`. */
  readonly path: string;
  /** Line in the file, from 1, where one line is at fault. */
  readonly line?: number;
  readonly found: string;
  readonly expected: string;
}

/** A finding as one line: `path:line: what was found; expected …`. */
export const describeFinding = ({ path, line, found, expected }: Finding): string =>
  `${path}${line === undefined ? '' : `:${line}`}: ${found}; expected ${expected}`;

/**
 * Tells what a check found: each finding on a line of stdout, or `passed` where there is none.
 *
 * @returns the exit code: 0 without findings, 1 with
 */
export const report = (findings: readonly Finding[], passed: string): 0 | 1 => {
  for (const finding of findings) console.log(describeFinding(finding));
  console.log(findings.length === 0 ? passed : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`);
  return findings.length === 0 ? 0 : 1;
};
