import { reasonOf, type ReasonDetail } from '@sourceos/sync-kernel';
import { describe, expect, it } from 'vitest';
import { audit } from './audit.js';
import type { PolicyChange } from './concerns/concern.js';
import { manifest } from './manifest.js';
import type { PolicyFabricRecord } from './record.js';

const bundle: PolicyFabricRecord = {
  type: 'PolicyBundle',
  name: 'Agents',
  layer: 'workspace',
  edition: 1,
  rules: {},
  issuedBy: 'urn:srcos:org:example',
  issuedAt: '2026-05-07T09:30:00Z',
};
const downgrade: PolicyFabricRecord = {
  type: 'PolicyDowngrade',
  layer: 'workspace',
  retires: [`sha256:${'0'.repeat(64)}`],
  reason: 'The incident is over.',
  decidedBy: 'urn:srcos:org:example',
  decidedAt: '2026-05-08T09:30:00Z',
};
const change = (after: PolicyFabricRecord): PolicyChange => ({
  objectId: 'urn:srcos:policy-bundle:one',
  operation: 'put',
  authorId: 'urn:srcos:person:ada',
  deviceId: 'urn:srcos:device:ada',
  before: undefined,
  after,
  pointers: ['/rules'],
});
const events = (
  after: PolicyFabricRecord,
  outcome: 'applied' | 'superseded' | 'held' | 'quarantined',
  detail?: ReasonDetail,
) => audit(change(after), { outcome, reasons: detail === undefined ? [] : [reasonOf(detail)] });

describe('audit', () => {
  it('emits every event that the manifest declares, and no other', () => {
    const drafts = [
      ...events(bundle, 'applied'),
      ...events(bundle, 'superseded', 'stronger_layer'),
      ...events(bundle, 'held', 'rule_review'),
      ...events(bundle, 'quarantined', 'no_delegation'),
      ...events(bundle, 'quarantined', 'secret_found'),
      ...events(downgrade, 'applied'),
      ...events(downgrade, 'held', 'rule_review'),
      ...events(downgrade, 'superseded', 'stronger_layer'),
    ];
    expect([...new Set(drafts.map(({ eventType }) => eventType))].sort()).toEqual([...manifest.auditEvents].sort());
  });

  it('names a bundle by its hash, and what a downgrade retires', () => {
    expect(events(bundle, 'applied')[0]?.details).toMatchObject({
      layer: 'workspace',
      edition: 1,
      bundleHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
    });
    expect(events(downgrade, 'applied')[0]?.details).toMatchObject({
      retires: downgrade.retires,
      reason: 'The incident is over.',
    });
  });
});
