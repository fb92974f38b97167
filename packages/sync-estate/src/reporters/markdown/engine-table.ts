import type { EngineRow, Finding, Report } from '../../report/report.js';
import { engineNote } from '../counts.js';
import { groupBy } from '../findings.js';
import { statusWord } from '../words.js';
import type { BoundedText } from './bounded-text.js';
import { code } from './escape.js';

const failedCriteria = ({ criteria }: EngineRow): string =>
  Object.entries(criteria)
    .filter(([, result]) => result === 'fail')
    .map(([number]) => number)
    .join(', ');

/** Adds the table of engines; says how many did not fit. */
export const addEngineTable = (out: BoundedText, { engines }: Report, findings: readonly Finding[]): number => {
  if (engines.length === 0) return 0;
  const about = groupBy(findings, ({ engineId }) => engineId ?? '');
  out.add(
    '\n### Engines\n\n| Engine | Status | Repository | Criteria failed | Why |\n| --- | --- | --- | --- | --- |\n',
  );
  return engines.filter((engine) => {
    const why = engineNote(engine, about.get(engine.engineId) ?? []);
    const cells = [code(engine.engineId), statusWord[engine.status], code(engine.repo), failedCriteria(engine), why];
    return !out.add(`| ${cells.join(' | ')} |\n`);
  }).length;
};
