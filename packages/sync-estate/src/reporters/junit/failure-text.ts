import type { Finding } from '../../report/report.js';
import { fileOf } from '../location.js';
import { printable } from '../printable.js';

/** What a failed test shows: the place first, since CI servers make it a link, then what would mend it. */
export const failureText = (finding: Finding): string =>
  [
    `${fileOf(finding)}:${finding.line}:${finding.column}`,
    finding.message,
    finding.found !== undefined && `found: ${finding.found}`,
    finding.expected !== undefined && `expected: ${finding.expected}`,
    finding.suggestion !== undefined && `did you mean: ${finding.suggestion}`,
    finding.help,
  ]
    .filter((line) => typeof line === 'string')
    .map(printable)
    .join('\n');
