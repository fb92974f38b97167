import type { Report } from '../../report/report.js';
import { countedFindings } from '../findings.js';
import { tally } from '../counts.js';

/** Completes a report with the summary of its rows. */
export const summarise = (rows: Omit<Report, 'schemaVersion' | 'summary'>): Report => {
  const engines = { missing: 0, invalid: 0, partial: 0, compliant: 0 };
  for (const { status } of rows.engines) engines[status] += 1;
  const repositories = { unreachable: 0, missing: 0, invalid: 0, partial: 0, compliant: 0, not_applicable: 0 };
  for (const { status } of rows.repositories) repositories[status] += 1;
  const report: Report = {
    schemaVersion: '1',
    ...rows,
    summary: { engines, repositories, findings: { error: 0, warn: 0, info: 0 }, suppressed: 0 },
  };
  const counted = countedFindings(report);
  return {
    ...report,
    summary: {
      ...report.summary,
      findings: tally(counted),
      suppressed: report.findings.length - counted.length,
    },
  };
};
