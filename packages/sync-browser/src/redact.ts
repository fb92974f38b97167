import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets } from '@sourceos/sync-kernel/secrets';
import { redactAddresses } from './addresses/redact-addresses.js';
import type { BrowserRecord } from './record.js';

/** Addresses lose what lets their reader in; any other credential leaves as a marker. Inbound, both are kept apart. */
export const redact = (record: BrowserRecord): Redaction<BrowserRecord> => {
  const addresses = redactAddresses(record);
  const rest = redactSecrets(addresses.record);
  return { record: rest.record, findings: [...addresses.findings, ...rest.findings] };
};
