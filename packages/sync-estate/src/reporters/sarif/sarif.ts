import type { Report } from '../../report/report.js';
import { byPlace } from '../findings.js';
import { jsonText } from '../json-text.js';
import type { Reporter } from '../reporter.js';
import { sourceRoot } from './location.js';
import { resultOf } from './result.js';
import { usedRules } from './rules.js';

const logOf = (report: Report) => {
  const findings = byPlace(report.findings);
  const rules = usedRules(findings);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            informationUri: 'https://github.com/SourceOS-Linux/sync-engine-registry',
            rules,
          },
        },
        invocations: [{ executionSuccessful: report.complete }],
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The scanned source.' } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, indexOf.get(finding.rule) ?? -1)),
        properties: { summary: report.summary },
      },
    ],
  };
};

/** SARIF 2.1.0 for code scanning. Locations are relative, so that the file means the same on every machine. */
export const sarif: Reporter = {
  name: 'sarif',
  render: (report) => `${jsonText(logOf(report), 2)}\n`,
};
