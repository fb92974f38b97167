import { reasonOf, type ReasonDetail } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import { manifest } from './manifest.js';

const change = (objectId: string) => ({
  objectId,
  operation: 'put' as const,
  authorId: 'urn:srcos:person:ada',
  deviceId: 'urn:srcos:device:ada',
  before: undefined,
  after: undefined,
  pointers: ['/title'],
});
const ids = ['bookmark', 'bridge-grant', 'browser-container', 'browser-extension', 'tab-session'].map(
  (kind) => `urn:srcos:${kind}:personal-home:one`,
);
const all = [...ids, 'urn:srcos:browser-profile:personal-home'];
const quarantined = (detail: ReasonDetail, pointer?: string) => ({
  outcome: 'quarantined' as const,
  reasons: [pointer === undefined ? reasonOf(detail) : reasonOf(detail, { pointer })],
});

describe('audit', () => {
  it('emits every event that the manifest declares, and no other', () => {
    const drafts = all.flatMap((id) => [
      ...audit(change(id), { outcome: 'applied', reasons: [] }),
      ...audit(change(id), { outcome: 'merged', reasons: [] }),
      ...audit(change(id), { outcome: 'superseded', reasons: [] }),
      ...audit(change(id), { outcome: 'held', reasons: [reasonOf('dangerous_change')] }),
      ...audit(change(id), quarantined('engine_denied')),
      ...audit(change(id), quarantined('other_profile')),
      ...audit(change(id), quarantined('secret_found', '/url')),
      ...audit(change(id), quarantined('secret_found', '/title')),
    ]);
    expect([...new Set(drafts.map(({ eventType }) => eventType))].sort()).toEqual([...manifest.auditEvents].sort());
  });

  it('tells a token in an address from one in a text', () => {
    const [id = ''] = ids;
    const typeOf = (pointer: string) => audit(change(id), quarantined('secret_found', pointer))[0]?.eventType;
    expect(typeOf('/url')).toBe('browser.url.redacted');
    expect(typeOf('/title')).toBe('browser.write.quarantined');
  });
});
