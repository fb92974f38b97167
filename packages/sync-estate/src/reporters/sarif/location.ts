import type { Finding } from '../../report/report.js';
import { fileOf } from '../location.js';

/** What every location is relative to (SARIF 2.1.0 §3.14.14). */
export const sourceRoot = '%SRCROOT%';

const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** A file as a relative URI reference: each segment percent-encoded (RFC 3986 §4.2), so that no name is a scheme. */
export const relativeUri = (file: string): string =>
  wellFormed(file)
    .split('/')
    .filter((segment) => segment !== '')
    .map(encodeURIComponent)
    .join('/');

export const locationOf = (finding: Finding) => ({
  physicalLocation: {
    artifactLocation: { uri: relativeUri(fileOf(finding)), uriBaseId: sourceRoot },
    region: {
      startLine: finding.line,
      startColumn: finding.column,
      ...(finding.endLine !== undefined && { endLine: finding.endLine }),
      ...(finding.endColumn !== undefined && { endColumn: finding.endColumn }),
    },
  },
});
