import { loadConfig } from '../../config/load-config.js';
import type { OpenedSources, ScanOptions, ScanResult } from '../../scan/scan.js';
import { deriveExitCode, type ExitCode } from '../exit-code.js';
import { writeOutputs } from '../output.js';
import { createProgress } from '../progress.js';
import { refuse, say } from '../say.js';
import { resolveSettings, type JudgeFlags } from '../settings.js';

/** How a command that judges repositories opens and reads them. */
export interface Judgement {
  readonly open: (options: ScanOptions, configuredSources: readonly string[]) => OpenedSources;
  readonly run: (options: ScanOptions, configuredSources: readonly string[]) => Promise<ScanResult>;
}

/** What `check` and `scan` have in common: configuration, fixes, reports, exit code. */
export const judge = async (flags: JudgeFlags, { open, run }: Judgement): Promise<ExitCode> => {
  const config = await loadConfig('.');
  if (!config.ok) return refuse(config.message);
  const settings = await resolveSettings(flags, config.value);
  if (!settings.ok) return refuse(settings.message);

  const { sources = [] } = config.value;
  const progress = createProgress();
  const options = { ...settings.value.scan, onProgress: (read: number) => progress.update(read) };
  if (flags.fix === true || flags.dryRun === true) {
    const opened = open(options, sources);
    if (!opened.ok) return refuse(opened.message);
    const { fixAll } = await import('./fix.js');
    fixAll(opened.repositories(), flags.dryRun !== true);
  }
  const result = await run(options, sources);
  progress.done();
  if (!result.ok) return refuse(result.message);

  const written = await writeOutputs(result.report, settings.value.outputs, settings.value.color);
  if (!written.ok) return refuse(written.message);
  if (result.report.repositories.length === 0) say('sync-estate: nothing was scanned: there is no repository here');
  return deriveExitCode(result.report, settings.value);
};
