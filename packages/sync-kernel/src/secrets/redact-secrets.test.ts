import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.js';
import { soak } from '../wire/testing/soak.js';
import { findSecrets, redactSecrets } from './index.js';
import { canaries } from './testing/canaries.js';
import { ordinaryRecord } from './testing/ordinary.js';

const token = `ghp_${'A1b2C3d4E5f6'.repeat(3)}`;

const canary: fc.Arbitrary<string> = fc
  .constantFrom(...Object.keys(canaries))
  .chain((kind) => canaries[kind] ?? fc.constant(''));

it('raises no alarm on 10,000 records of ours, and returns them as they are', () => {
  fc.assert(
    fc.property(ordinaryRecord, (record) => {
      const { record: left, findings } = redactSecrets(record);
      expect(findings).toEqual([]);
      expect(left).toBe(record);
    }),
    { numRuns: 10_000 * soak },
  );
});

it('finds each of 1,000 canaries in a record, leaves nothing of them, and is done after one pass', () => {
  const holes = fc.constantFrom('value', 'name', 'item', 'sentence', 'json', 'lines');
  fc.assert(
    fc.property(ordinaryRecord, canary, holes, (record, secret, hole) => {
      const held: Record<string, JsonObject[string]> = {
        value: secret,
        name: { [secret]: 1 },
        item: ['first', secret],
        sentence: `take ${secret} to log in`,
        json: JSON.stringify({ deep: [`\n${secret}\n`] }),
        lines: `one\n${secret}\nthree`,
      };
      const whole: JsonObject = { ...record, held: held[hole] ?? null };
      const { record: left, findings } = redactSecrets(whole);
      expect(findings.map(({ pointer }) => pointer.split('/')[1])).toContain('held');
      const [found] = findSecrets(secret);
      const value = secret.slice(found?.start, found?.end);
      expect(JSON.stringify(left)).not.toContain(JSON.stringify(value).slice(1, -1));
      expect(JSON.stringify(findings)).not.toContain(value);
      expect(redactSecrets(left)).toEqual({ record: left, findings: [] });
    }),
    { numRuns: 1_000 * soak },
  );
});

describe('redactSecrets', () => {
  it('says where and of what kind, and puts a marker in the place of the secret alone', () => {
    expect(redactSecrets({ title: 'Deploy', steps: [`export T=${token} # now`] })).toEqual({
      record: { title: 'Deploy', steps: ['export T=redacted-github-token # now'] },
      findings: [{ pointer: '/steps/0', kind: 'github-token' }],
    });
  });

  it('does not name a member that is a secret, and keeps every member', () => {
    const other = `ghp_${'Z9y8X7w6V5u4'.repeat(3)}`;
    expect(redactSecrets({ [token]: 1, [other]: 2, 'redacted-github-token': 3 })).toEqual({
      record: { 'redacted-github-token-2': 1, 'redacted-github-token-3': 2, 'redacted-github-token': 3 },
      findings: [
        { pointer: '/redacted-github-token-2', kind: 'github-token' },
        { pointer: '/redacted-github-token-3', kind: 'github-token' },
      ],
    });
  });

  it('leaves an exempt field alone, and no other', () => {
    const record = { key: token, note: token };
    expect(redactSecrets(record, { exempt: ['key'] })).toEqual({
      record: { key: token, note: 'redacted-github-token' },
      findings: [{ pointer: '/note', kind: 'github-token' }],
    });
  });

  it('takes out every line of a private key that was split into a list', () => {
    const lines = [
      'before',
      '-----BEGIN RSA PRIVATE KEY-----',
      'MIIEpAIBAAKCAQEA7',
      '-----END RSA PRIVATE KEY-----',
      'after',
    ];
    expect(redactSecrets({ lines }).record).toEqual({
      lines: ['before', 'redacted-private-key', 'redacted-private-key', 'redacted-private-key', 'after'],
    });
  });

  it('keeps a URL a URL', () => {
    const { record } = redactSecrets({ url: 'https://mira:hunter2@example.org/a?b=c' });
    expect(record).toEqual({ url: 'https://redacted-url-password@example.org/a?b=c' });
  });

  it('lists no more findings than it bounds, and replaces all', () => {
    const { record, findings } = redactSecrets({ all: Array.from({ length: 400 }, () => token) });
    expect(findings).toHaveLength(256);
    expect(JSON.stringify(record)).not.toContain(token);
  });

  it('lets nothing out that nests deeper than a record may', () => {
    let deep: JsonObject = { token };
    for (let level = 0; level < 5_000; level += 1) deep = { deep };
    const { record, findings } = redactSecrets(deep);
    expect(findings.map(({ kind }) => kind)).toEqual(['nested-too-deep']);
    expect(JSON.stringify(record)).not.toContain(token);
  });
});
