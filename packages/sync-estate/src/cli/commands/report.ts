import { loadConfig } from '../../config/load-config.js';
import { reportSchema } from '../../report/report.js';
import { summarize } from '../../scan/build-report.js';
import { createFilter } from '../../scan/filter.js';
import { deriveExitCode, type ExitCode } from '../exit-code.js';
import { writeOutputs } from '../output.js';
import { readOwnFile } from '../../own-files/read-own-file.js';
import { refuse } from '../say.js';
import { resolveSettings, type JudgeFlags } from '../settings.js';

/** `sync-estate report <scan.json>`: renders a saved scan again, with the exit code that it means. */
export const reportCommand = async (file: string, flags: JudgeFlags): Promise<ExitCode> => {
  const report = readOwnFile(file, reportSchema);
  if (!report.ok) return refuse(report.message);
  const config = await loadConfig('.');
  if (!config.ok) return refuse(config.message);
  // The baseline was applied when the scan was made, and a report is rendered as it stands.
  const settings = await resolveSettings(flags, { ...config.value, baseline: undefined });
  if (!settings.ok) return refuse(settings.message);
  const { only = [], skip = [] } = settings.value.scan;
  const findings = report.value.findings.filter(createFilter({ only, skip }));
  const shown = summarize({ ...report.value, findings });
  const written = await writeOutputs(shown, settings.value.outputs, settings.value.color);
  return written.ok ? deriveExitCode(shown, settings.value) : refuse(written.message);
};
