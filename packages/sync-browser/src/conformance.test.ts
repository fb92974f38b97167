import type { JsonObject } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engineConformance } from '@sourceos/sync-testkit';
import { describe, it } from 'vitest';
import { engine } from './engine.js';
import { browserProfileId } from './names/object-id.js';
import type { BrowserRecord } from './record.js';
import { browserRecords, objectIdOf } from './testing/arbitrary.js';

const records = browserRecords.map((record) => record as unknown as JsonObject);

const specimens = () => ({
  records,
  // The laws of the strategy have several devices write one object: what is open on a device has one writer.
  mergeRecords: records.filter(({ type }) => type !== 'TabSession'),
  objectId: (record: JsonObject) => objectIdOf(record as unknown as BrowserRecord),
  older: {
    schemaVersion: '0.0.1',
    record: {
      type: 'Bookmark',
      profileId: 'urn:srcos:browser-profile:personal-home',
      folder: 'menu',
      index: 3,
      title: 'Example',
      url: 'https://example.org/',
      addedAt: 1_750_000_000_000,
    },
  },
  recordIn: (encryptionScope: string) => ({
    type: 'BookmarkSeparator',
    profileId: browserProfileId(encryptionScope === 'workspace' ? 'workspace' : 'personal', 'home'),
    parent: 'menu',
    order: 'V',
  }),
  canaries: [`ghp_${'A1b2C3d4E5f6'.repeat(3)}`],
});

describe('conformance', () => {
  for (const { name, check } of engineConformance(engine, specimens, { crypto: nativeCrypto })) it(name, check);
});
