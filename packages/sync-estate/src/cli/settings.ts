import type { AppliedBaseline } from '../baseline/baseline.js';
import type { Config } from '../config/config.js';
import { misnamedRule } from '../scan/filter.js';
import type { ScanOptions } from '../scan/scan.js';
import type { Layout } from '../source/folder-source.js';
import type { FailLevel } from '../config/fail-level.js';
import type { FailPolicy } from './exit-code.js';
import { parseOutputs, wantsColor, type Output } from './output.js';
import { parseOwn, readOwnText, type Result } from '../own-files/read-own-file.js';

/** The options that commander collects for the commands that judge an estate. */
export interface JudgeFlags {
  readonly reporter?: string[];
  readonly failOn?: FailLevel;
  readonly maxWarnings?: number;
  readonly only?: string[];
  readonly skip?: string[];
  readonly strict?: boolean;
  readonly baseline?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly layout?: Layout;
  readonly revision?: string;
  readonly concurrency?: number;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

export interface Settings extends FailPolicy {
  readonly scan: ScanOptions;
  readonly outputs: readonly Output[];
  readonly color: boolean;
}

/** Today as YYYY-MM-DD, in universal time, so that a baseline expires everywhere at once. */
export const today = (): string => new Date().toISOString().slice(0, 10);

const readBaseline = async (file: string): Promise<Result<AppliedBaseline>> => {
  const { baselineSchema } = await import('../baseline/baseline.js');
  const text = readOwnText(file);
  if (!text.ok) return text;
  const baseline = parseOwn(file, text.value, baselineSchema);
  return baseline.ok
    ? { ok: true, value: { file, text: text.value, baseline: baseline.value, today: today() } }
    : baseline;
};

/** Joins the command line with the configuration; the command line has the last word. */
export const resolveSettings = async (flags: JudgeFlags, config: Config): Promise<Result<Settings>> => {
  const outputs = parseOutputs(flags.reporter ?? config.reporters ?? []);
  if (!outputs.ok) return outputs;
  const only = flags.only ?? config.only ?? [];
  const skip = flags.skip ?? config.skip ?? [];
  const misnamed = misnamedRule({ only, skip });
  if (misnamed !== undefined) return { ok: false, message: misnamed };
  const file = flags.baseline ?? config.baseline;
  const baseline = file === undefined ? undefined : await readBaseline(file);
  if (baseline?.ok === false) return baseline;
  return {
    ok: true,
    value: {
      outputs: outputs.value,
      color: wantsColor(flags.color),
      failOn: flags.failOn ?? config.failOn ?? 'error',
      maxWarnings: flags.maxWarnings ?? config.maxWarnings,
      scan: {
        strict: flags.strict ?? config.strict,
        only,
        skip,
        baseline: baseline?.value,
        layout: flags.layout ?? config.layout,
        revision: flags.revision,
        concurrency: flags.concurrency ?? config.concurrency,
      },
    },
  };
};
