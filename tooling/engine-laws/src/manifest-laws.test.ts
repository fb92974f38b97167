import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { manifestLaws } from './manifest-laws.js';
import { brokenLaws } from './testing/broken-laws.js';

const record = z.strictObject({
  type: z.literal('A'),
  aliases: z.string(),
  inner: z.strictObject({ code: z.string() }),
});

const shell = {
  engineId: 'sourceos.sync.shell',
  collection: 'shell',
  schemaVersion: '0.1.0',
  ownerRepo: 'SourceOS-Linux/sourceos-shell',
  defaultEnabled: true,
  policyClass: 'high',
  encryptionScope: 'profile',
  mergeStrategy: 'manual_review',
  supportsTombstones: true,
  supportsRollback: true,
  supportsExport: true,
  dangerousFields: ['aliases', 'inner.code'],
  auditEvents: ['shell.changed'],
} as const;

const clipboard = {
  ...shell,
  engineId: 'sourceos.sync.clipboard',
  collection: 'clipboard',
  ownerRepo: 'example/clipboard',
} as const;

const valid = 'has no problem that the registry knows of';
const table = 'agrees with its row of the canonical table';
const nothingCanonical = 'claims no engine id and no collection of the canonical table (I1, I7)';
const lists = 'names a dangerous field and an audit event (I6)';

describe('the laws of manifests', () => {
  it('hold of a canonical engine and of another one', () => {
    expect(brokenLaws(manifestLaws(shell, record))).toEqual([]);
    expect(brokenLaws(manifestLaws(clipboard, record, { canonical: false }))).toEqual([]);
  });

  it.each([
    ['a version that is none', { ...shell, schemaVersion: '1' }, [valid]],
    ['a second-named owner as primary', { ...shell, ownerRepo: 'SourceOS-Linux/TurtleTerm' }, [table]],
    ['another owner', { ...shell, ownerRepo: 'example/shell' }, [valid, table]],
    ['another collection', { ...shell, collection: 'shells' }, [valid, table]],
    ['another class', { ...shell, policyClass: 'medium' } as const, [valid, table]],
    ['another scope', { ...shell, encryptionScope: 'device' } as const, [valid, table]],
    ['the alternative strategy', { ...shell, mergeStrategy: 'quarantine' } as const, [table]],
    ['a canonical engine that the table does not have', clipboard, [table]],
    [
      'a field that the record does not have',
      { ...shell, dangerousFields: ['inner', 'code'] },
      ['declares code dangerous, which the record schema has'],
    ],
    [
      'no dangerous field of a low engine, which the registry allows',
      { ...clipboard, policyClass: 'low', dangerousFields: [] } as const,
      [table, lists],
    ],
    ['no dangerous field', { ...shell, dangerousFields: [] }, [valid, lists]],
    ['no audit event', { ...shell, auditEvents: [] }, [valid, lists]],
  ])('tell of %s', (_, manifest, laws) => {
    expect(brokenLaws(manifestLaws(manifest, record))).toEqual(laws);
  });

  it.each([
    ['a canonical engine', shell],
    ['a canonical collection', { ...clipboard, collection: 'shell' }],
  ])('tell of an engine outside the table that claims %s', (_, manifest) => {
    expect(brokenLaws(manifestLaws(manifest, record, { canonical: false }))).toEqual([nothingCanonical]);
  });
});
