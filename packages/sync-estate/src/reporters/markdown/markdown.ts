import { closingLine } from '../counts.js';
import { countedFindings } from '../findings.js';
import type { Reporter } from '../reporter.js';
import { count } from '../words.js';
import { createBoundedText } from './bounded-text.js';
import { addEngineTable } from './engine-table.js';
import { addFindingTables } from './finding-tables.js';

/** GitHub refuses a job summary above 1 MiB for each step. */
export const maxSummaryBytes = 1024 * 1024;

/** Room for the sentence about what was left out, whatever its numbers. */
const closingBytes = 200;

/** Markdown with the engines and the findings of each repository, as much of it as a job summary may hold. */
export const markdown: Reporter = {
  name: 'markdown',
  render: (report) => {
    const findings = countedFindings(report);
    const out = createBoundedText(maxSummaryBytes - closingBytes);
    out.add(`## Sync engine manifests\n\n${closingLine(report)}\n`);
    const enginesLeft = addEngineTable(out, report, findings);
    if (findings.length > 0) out.add('\n### Findings\n');
    const findingsLeft = addFindingTables(out, findings);
    const left = [
      ...(enginesLeft > 0 ? [count(enginesLeft, 'engine')] : []),
      ...(findingsLeft > 0 ? [count(findingsLeft, 'finding')] : []),
    ];
    return left.length === 0 ? out.text() : `${out.text()}\nLeft out to stay below 1 MiB: ${left.join(' and ')}.\n`;
  },
};
