import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsRecord, type SecretsRecord } from './record.js';
import { redact } from './redact.js';
import { secretsRecords } from './testing/arbitrary.js';

const token = `ghp_${'A1b2C3d4E5f6'.repeat(3)}`;

const withMember = (record: SecretsRecord, name: string, value: unknown): SecretsRecord => ({
  ...record,
  [name]: value,
});

describe('redact', () => {
  it('flags no valid record, whatever hashes, ids and URNs it holds', () => {
    fc.assert(
      fc.property(secretsRecords, (record) => {
        expect(redact(record)).toEqual({ record, findings: [] });
      }),
    );
  });

  it('leaves nothing that the schema accepts, or that tells the value, wherever one stands', () => {
    fc.assert(
      fc.property(secretsRecords, fc.nat(), (record, at) => {
        const names = Object.keys(record);
        const name = names[at % names.length] ?? '';
        for (const value of [token, { deeper: [token] }]) {
          const { record: clean, findings } = redact(withMember(record, name, value));
          expect(findings.map(({ kind }) => kind)).toEqual(['github-token']);
          expect(findings[0]?.pointer.startsWith(`/${name}`)).toBe(true);
          expect(secretsRecord.safeParse(clean).success).toBe(false);
          expect(JSON.stringify({ clean, findings })).not.toContain(token);
          expect(redact(clean).findings).toEqual([]);
        }
      }),
    );
  });

  it('finds one in the name of a member', () => {
    const [record] = fc.sample(secretsRecords, 1);
    if (record === undefined) throw new Error('There is one.');
    const { record: clean, findings } = redact(withMember(record, `${token}/~`, 1));
    expect(findings).toHaveLength(1);
    expect(JSON.stringify({ clean, findings })).not.toContain(token);
  });
});
