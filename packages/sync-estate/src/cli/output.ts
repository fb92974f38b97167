import { appendFileSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { suggest } from '../finding/suggest.js';
import { isReporterName, loadReporter, reporterNames, type ReporterName } from '../reporters/index.js';
import type { Report } from '../report/report.js';
import type { Result } from '../own-files/read-own-file.js';

/** Where one rendering of a report goes: to a file, or to standard output. */
export interface Output {
  readonly reporter: ReporterName;
  readonly file?: string;
}

/** Reads the values of --reporter: `name` or `name:file`; one at most may go to standard output. */
export const parseOutputs = (values: readonly string[]): Result<readonly Output[]> => {
  const outputs: Output[] = [];
  for (const value of values) {
    const colon = value.indexOf(':');
    const name = colon === -1 ? value : value.slice(0, colon);
    const file = colon === -1 ? undefined : value.slice(colon + 1);
    if (!isReporterName(name)) {
      const meant = suggest(name, reporterNames);
      const hint = meant === undefined ? `; there are ${reporterNames.join(', ')}` : `; did you mean ${meant}?`;
      return { ok: false, message: `There is no reporter ${JSON.stringify(name)}${hint}` };
    }
    if (file === '') return { ok: false, message: `--reporter ${value} names no file after the colon` };
    outputs.push({ reporter: name, ...(file !== undefined && { file }) });
  }
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    return {
      ok: false,
      message: 'Two reporters would write to standard output; give all but one a file, as in json:scan.json',
    };
  }
  return { ok: true, value: outputs.length === 0 ? [{ reporter: 'pretty' }] : outputs };
};

/** Whether standard output may carry colours (see no-color.org). */
export const wantsColor = (choice: 'auto' | 'always' | 'never'): boolean => {
  if (choice !== 'auto') return choice === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  // Of what is no terminal, isTTY is absent, whatever its type says.
  return (process.stdout.isTTY as boolean | undefined) === true && TERM !== 'dumb';
};

const attempt = (write: () => unknown, place: string): Result<undefined> => {
  try {
    write();
    return { ok: true, value: undefined };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return { ok: false, message: `${place} cannot be written (${code})` };
  }
};

const writeFile = (file: string, pieces: Iterable<string>): void => {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const handle = openSync(file, 'w');
  try {
    for (const piece of pieces) writeFileSync(handle, piece);
  } finally {
    closeSync(handle);
  }
};

const writeStandardOutput = (pieces: Iterable<string>): void => {
  for (const piece of pieces) process.stdout.write(piece);
};

/** Renders a report to each output, and to the job summary of a platform that has one. */
export const writeOutputs = async (
  report: Report,
  outputs: readonly Output[],
  color: boolean,
): Promise<Result<undefined>> => {
  for (const { reporter: name, file } of outputs) {
    const { pieces, render, summary } = await loadReporter(name);
    const output = pieces?.(report) ?? [render(report, { color: color && file === undefined })];
    const written =
      file === undefined
        ? attempt(() => writeStandardOutput(output), 'standard output')
        : attempt(() => writeFile(file, output), file);
    if (!written.ok) return written;
    const summaryFile = process.env.GITHUB_STEP_SUMMARY;
    if (summary === undefined || summaryFile === undefined || summaryFile === '') continue;
    const summarised = attempt(() => appendFileSync(summaryFile, summary(report)), summaryFile);
    if (!summarised.ok) return summarised;
  }
  return { ok: true, value: undefined };
};
