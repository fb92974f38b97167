import { writeFileSync } from 'node:fs';
import {
  baselineSchema,
  createBaseline,
  pruneBaseline,
  type Baseline,
  type BaselineEntry,
} from '../../baseline/baseline.js';
import { reportSchema } from '../../report/report.js';
import { exitCodes, type ExitCode } from '../exit-code.js';
import { readOwnFile } from '../../own-files/read-own-file.js';
import { printable } from '../../reporters/printable.js';
import { refuse, say } from '../say.js';
import { today } from '../settings.js';

const write = (file: string, baseline: Baseline, flag: 'w' | 'wx'): ExitCode => {
  try {
    writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`, { flag });
    return exitCodes.ok;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return refuse(
      code === 'EEXIST' ? `${file} exists; prune it, or remove it first` : `${file} cannot be written (${code})`,
    );
  }
};

const plural = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

export interface CreateFlags {
  readonly output: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

/** `sync-estate baseline create <scan.json>`: accepts what a saved scan found. */
export const baselineCreate = (scanFile: string, { output, reason, owner, expires }: CreateFlags): ExitCode => {
  const report = readOwnFile(scanFile, reportSchema);
  if (!report.ok) return refuse(report.message);
  const baseline = createBaseline(report.value, { reason, owner, expires });
  const valid = baselineSchema.safeParse(baseline);
  if (!valid.success) {
    const issue = valid.error.issues[0];
    return refuse(`--${String(issue?.path.at(-1))} is not as expected: ${issue?.message ?? ''}`);
  }
  if (expires < today()) return refuse(`--expires ${expires} has passed`);
  const code = write(output, baseline, 'wx');
  if (code === exitCodes.ok) say(`${output}: ${plural(baseline.entries.length)}, until ${expires}`);
  return code;
};

const line = (entry: BaselineEntry, day: string): string =>
  printable(
    `${entry.expires < day ? 'expired' : 'until'} ${entry.expires}  ${entry.rule}  ${entry.repo}  ${entry.message}  (${entry.reason}; ${entry.owner})`,
  );

/** `sync-estate baseline prune <baseline> <scan.json>`: drops what has expired or accepts nothing any more. */
export const baselinePrune = (file: string, scanFile: string): ExitCode => {
  const baseline = readOwnFile(file, baselineSchema);
  if (!baseline.ok) return refuse(baseline.message);
  const report = readOwnFile(scanFile, reportSchema);
  if (!report.ok) return refuse(report.message);
  const { kept, removed } = pruneBaseline(baseline.value, report.value, today());
  const code = removed.length === 0 ? exitCodes.ok : write(file, kept, 'w');
  if (code !== exitCodes.ok) return code;
  for (const entry of removed) process.stdout.write(`removed  ${line(entry, today())}\n`);
  say(`${file}: removed ${plural(removed.length)}, kept ${kept.entries.length}`);
  return code;
};

/** `sync-estate baseline show <baseline>`: what is accepted, until when, and who answers for it. */
export const baselineShow = (file: string): ExitCode => {
  const baseline = readOwnFile(file, baselineSchema);
  if (!baseline.ok) return refuse(baseline.message);
  const sorted = [...baseline.value.entries].sort((a, b) => (a.expires < b.expires ? -1 : 1));
  for (const entry of sorted) process.stdout.write(`${line(entry, today())}\n`);
  say(`${file}: ${plural(sorted.length)}`);
  return exitCodes.ok;
};
