import type { Redaction } from '@sourceos/sync-kernel';
import { redactSecrets, secretMarker } from '@sourceos/sync-kernel/secrets';
import type { SecretsRecord } from './record.js';

/** The top-level member that a pointer leads into. */
const topOf = (pointer: string): string => (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * A value has no place here, and neither has what stands for one: a reference with a marker for a name would lead
 * somewhere else. So what is found is taken out by something that the schema does not accept, and the record is refused.
 */
export const redact = (record: SecretsRecord): Redaction<SecretsRecord> => {
  const { record: clean, findings } = redactSecrets(record);
  if (findings.length === 0) return { record, findings };
  const kinds = new Map(findings.map(({ pointer, kind }) => [topOf(pointer), kind]));
  const members = Object.entries(clean).map(([name, value]: [string, unknown]) => {
    const kind = kinds.get(name);
    return [name, kind === undefined ? value : `(${secretMarker(kind)})`] as const;
  });
  return { record: Object.fromEntries(members) as unknown as SecretsRecord, findings };
};
