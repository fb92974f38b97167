import { membersOf, textOf, type Redaction, type SecretFinding } from '@sourceos/sync-kernel';
import { redactSecrets, redactUrl } from '@sourceos/sync-kernel/secrets';
import type { ModelsRecord } from './record.js';

/** An endpoint without parameters that let their bearer in; a key belongs in the vault, and its reference here. */
const withoutTokens = (record: ModelsRecord, findings: SecretFinding[]): ModelsRecord => {
  const location = membersOf(membersOf(record).location);
  const endpoint = textOf(location.endpoint);
  const clean = endpoint === undefined ? undefined : redactUrl(endpoint);
  if (clean === endpoint) return record;
  findings.push({ pointer: '/location/endpoint', kind: 'url-token' });
  return { ...record, location: { ...location, endpoint: clean } } as ModelsRecord;
};

/** Keys in endpoints, and whatever else has the form of a credential, leave as nothing or as a marker. */
export const redact = (record: ModelsRecord): Redaction<ModelsRecord> => {
  const findings: SecretFinding[] = [];
  const rest = redactSecrets(withoutTokens(record, findings));
  return { record: rest.record, findings: [...findings, ...rest.findings] };
};
