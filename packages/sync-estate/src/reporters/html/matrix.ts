import { acceptanceCriteria } from '@sourceos/sync-spec';
import type { EngineRow, Report } from '../../report/report.js';
import { criterionWord, statusWord } from '../words.js';
import { escapeHtml } from './escape.js';

/** The criteria that an engine can meet; the seventh is about the scanner. */
const numbers = ['1', '2', '3', '4', '5', '6'] as const;

const row = (engine: EngineRow): string => {
  const cells = numbers.map((number) => {
    const result = engine.criteria[number];
    return `<td class="result ${result}">${criterionWord[result]}</td>`;
  });
  return `<tr><th scope="row">${escapeHtml(engine.engineId)}${engine.canonical ? '' : ' <small>not canonical</small>'}</th><td><span class="badge ${engine.status}">${statusWord[engine.status]}</span></td><td>${escapeHtml(engine.repo)}</td>${cells.join('')}</tr>`;
};

/** Engines by acceptance criteria. Each cell says its result in a word: colour only repeats it. */
export const matrix = ({ engines }: Report): string => {
  const headings = numbers.map(
    (number) => `<th scope="col" class="criterion"><b>${number}</b> ${escapeHtml(acceptanceCriteria[number])}</th>`,
  );
  return `<section>
<h2 id="matrix-title">Engines and acceptance criteria</h2>
<div class="scroll" role="region" aria-labelledby="matrix-title" tabindex="0">
<table id="matrix" aria-labelledby="matrix-title">
<thead><tr><th scope="col">Engine</th><th scope="col">Status</th><th scope="col">Repository</th>${headings.join('')}</tr></thead>
<tbody>
${engines.map(row).join('\n')}
</tbody>
</table>
</div>
</section>`;
};
