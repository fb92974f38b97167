import type { Finding, Report } from '../report/report.js';
import { closingLine } from './counts.js';
import { byPlace, countedFindings } from './findings.js';
import { fileOf } from './location.js';
import { printable } from './printable.js';
import type { Reporter } from './reporter.js';
import { severityWord } from './words.js';

// A build server reads lines that start with :: as commands; ./ keeps a folder of that name a folder.
const shownFile = (finding: Finding): string => printable(fileOf(finding)).replace(/^(?=\s*::)/, './');

const lineOf = (finding: Finding): string =>
  `${shownFile(finding)}:${finding.line}:${finding.column}: ${severityWord[finding.severity]} ${printable(finding.rule)} ${printable(finding.message)}`;

/** One line per finding, in the form that editors and grep understand, and the counts. */
export const concise: Reporter = {
  name: 'concise',
  render: (report: Report) => [...byPlace(countedFindings(report)).map(lineOf), closingLine(report), ''].join('\n'),
};
