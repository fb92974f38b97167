import { jsonText } from './json-text.js';
import type { Reporter } from './reporter.js';
import type { Report } from '../report/report.js';

/** Rows that are written at once: the text of a large report is never in memory whole. */
const rowsAtOnce = 1_000;

/** A member's value in pieces: a list has a row a line, so that two reports can be compared line by line. */
function* memberPieces(value: unknown): Generator<string> {
  if (!Array.isArray(value) || value.length === 0) {
    yield jsonText(value);
    return;
  }
  for (let start = 0; start < value.length; start += rowsAtOnce) {
    const rows = value.slice(start, start + rowsAtOnce).map((row) => `    ${jsonText(row)}`);
    yield `${start === 0 ? '[\n' : ',\n'}${rows.join(',\n')}`;
  }
  yield '\n  ]';
}

function* pieces(report: Report): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(report)) {
    yield `${before}  ${jsonText(name)}: `;
    yield* memberPieces(value);
    before = ',\n';
  }
  yield '\n}\n';
}

/** The report itself: the published contract. */
export const json: Reporter = { name: 'json', render: (report) => [...pieces(report)].join(''), pieces };
