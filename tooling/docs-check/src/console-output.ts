const omission = '…';

/**
 * Whether a program printed what a console example shows. A line of the example that is only `…` stands for
 * any lines; trailing spaces and blank lines at the ends do not count.
 */
export const showsOutput = (shown: readonly string[], printed: string): boolean => {
  const trim = (lines: readonly string[]): readonly string[] =>
    lines
      .join('\n')
      .trim()
      .split('\n')
      .map((line) => line.trimEnd());
  const pattern = trim(shown)
    .map((line) => (line === omission ? '(?:.*\\n?)*?' : `${line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(`${trim(printed.split('\n')).join('\n')}\n`);
};
