import { reasonOf, type ReasonDetail } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import type { ExtensionsChange } from './concerns/concern.js';
import { manifest } from './manifest.js';
import type { ExtensionsRecord } from './record.js';

const off: ExtensionsRecord = {
  type: 'Extension',
  surface: 'browser',
  identifier: 'reader',
  name: 'Reader',
  publisher: { id: 'a', name: 'A' },
  registry: 'https://extensions.example/',
  version: '2.0',
  packageHash: `sha256:${'a'.repeat(64)}`,
  permissions: {},
  enabled: false,
};
const on: ExtensionsRecord = { ...off, enabled: true };
const change = (
  before: ExtensionsRecord | undefined,
  after: ExtensionsRecord | undefined,
  kind = 'extension',
): ExtensionsChange => ({
  objectId: `urn:srcos:${kind}:browser:reader`,
  operation: 'put',
  authorId: 'urn:srcos:person:ada',
  deviceId: 'urn:srcos:device:ada',
  before,
  after,
  pointers: ['/version'],
});
const applied = { outcome: 'applied', reasons: [] } as const;
const refused = (detail: ReasonDetail) => ({ outcome: 'quarantined' as const, reasons: [reasonOf(detail)] });
const typesOf = (...args: Parameters<typeof audit>) => audit(...args).map(({ eventType }) => eventType);

describe('audit', () => {
  it('emits every event that the manifest declares, and no other', () => {
    const types = [
      ...typesOf(change(off, on), applied),
      ...typesOf(change(on, off), applied),
      ...typesOf(change(off, { ...off, name: 'Lesehilfe' }), { outcome: 'merged', reasons: [] }),
      ...typesOf(change(off, { ...off, permissions: { tabs: { reach: 'all' } } }), applied),
      ...typesOf(change(off, undefined, 'extension-block'), applied),
      ...typesOf(change(off, on), { outcome: 'held', reasons: [reasonOf('dangerous_change')] }),
      ...typesOf(change(off, on), { outcome: 'superseded', reasons: [] }),
      ...typesOf(change(off, on), refused('engine_denied')),
      ...typesOf(change(off, { ...off, publisher: { id: 'b', name: 'A' } }), refused('engine_denied')),
      ...typesOf(change(off, { ...off, version: '1.0' }), refused('version_rollback')),
      ...typesOf(change(off, undefined, 'extension-block'), refused('engine_denied')),
      ...typesOf(change(off, on), refused('secret_found')),
    ];
    expect([...new Set(types)].sort()).toEqual([...manifest.auditEvents].sort());
  });

  it('says all that happens in one change, and which permissions are gained', () => {
    const drafts = audit(
      change(off, { ...on, permissions: { tabs: { reach: 'all' }, debugger: { reach: 'all' } } }),
      applied,
    );
    expect(drafts.map(({ eventType }) => eventType)).toEqual([
      'extension.record.enabled',
      'extension.permission.gained',
    ]);
    expect(drafts[0]?.details?.permissionsGained).toEqual(['debugger', 'tabs']);
  });
});
