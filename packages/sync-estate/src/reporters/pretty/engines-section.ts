import type { Finding, Report } from '../../report/report.js';
import { engineNote } from '../counts.js';
import { groupBy } from '../findings.js';
import { printable } from '../printable.js';
import { statusWord } from '../words.js';
import type { Palette } from './palette.js';
import { table } from './table.js';

/** The engines of the estate: status, the repository that decides it, and why. */
export const enginesSection = (
  { engines }: Report,
  findings: readonly Finding[],
  palette: Palette,
): readonly string[] => {
  if (engines.length === 0) return [];
  const about = groupBy(findings, ({ engineId }) => engineId ?? '');
  const heading = ['engine', 'status', 'repository', 'why'].map((text) => ({ text, paint: palette.dim }));
  const rows = engines.map((engine) => [
    { text: printable(engine.engineId) },
    { text: statusWord[engine.status], paint: palette.status[engine.status] },
    { text: printable(engine.repo) },
    { text: engineNote(engine, about.get(engine.engineId) ?? []), paint: palette.dim },
  ]);
  return [palette.bold('Engines'), ...table([heading, ...rows]), ''];
};
