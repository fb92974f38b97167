import type { Finding } from '../../report/report.js';
import { printable } from '../printable.js';
import { levels } from './levels.js';
import { locationOf } from './location.js';

/** Brackets before a parenthesis would read as a link of the tool's own (SARIF 2.1.0 §3.11.6). */
const withoutLinks = (text: string): string => (text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text);

const messageOf = ({ message, expected, suggestion }: Finding): string =>
  withoutLinks(
    [
      printable(message),
      expected !== undefined && `Expected ${printable(expected)}`,
      suggestion !== undefined && `Did you mean ${printable(suggestion)}?`,
    ]
      .filter(Boolean)
      .join('. '),
  );

const propertiesOf = ({ repo, pointer, engineId, found, expected, suggestion, fixable }: Finding) => ({
  repo,
  pointer,
  ...(engineId !== undefined && { engineId }),
  ...(found !== undefined && { found }),
  ...(expected !== undefined && { expected }),
  ...(suggestion !== undefined && { suggestion }),
  fixable,
});

/** A finding as a SARIF result (SARIF 2.1.0 §3.27); a baseline entry becomes an external suppression. */
export const resultOf = (finding: Finding, ruleIndex: number) => ({
  ruleId: finding.rule,
  ruleIndex,
  level: levels[finding.severity],
  message: { text: messageOf(finding) },
  locations: [locationOf(finding)],
  partialFingerprints: { 'syncEstate/v1': finding.fingerprint },
  ...(finding.suppressed && {
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        justification: finding.suppressed.reason,
        properties: { owner: finding.suppressed.owner, expires: finding.suppressed.expires },
      },
    ],
  }),
  properties: propertiesOf(finding),
});
