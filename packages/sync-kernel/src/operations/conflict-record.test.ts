import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import type { LocalChange, Replica } from '../replica/replica.js';
import { createWorld, deviceId, start } from '../replica/testing/world.js';
import { conflictRecord, type SyncConflictRecord } from './conflict-record.js';
import { published } from './testing/published.js';

const objectId = 'urn:srcos:note:one';
const { manifest } = testEngine();
const engineOf = (mergeStrategy: Engine['manifest']['mergeStrategy']): Engine =>
  testEngine({ manifest: { ...manifest, policyClass: 'medium', mergeStrategy } });

/** Two devices that write apart and then meet; the projections of both. */
const met = (
  engine: Engine,
  first: Partial<LocalChange>,
  second: Partial<LocalChange>,
): readonly (readonly SyncConflictRecord[])[] => {
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b']);
  const [a, b] = [world.replica('a', [engine]), world.replica('b', [engine])];
  const write = (replica: Replica, change: Partial<LocalChange>, now: number): Uint8Array =>
    replica.author([{ collection: 'test', objectId, operation: 'put', ...change }], now).bytes ?? new Uint8Array();
  b.receive(write(a, { record: { title: 'x' } }, start), start);
  const [left, right] = [write(a, first, start + 1), write(b, second, start + 2)];
  a.receive(right, start + 3);
  b.receive(left, start + 3);
  return [[a, 'a'] as const, [b, 'b'] as const].map(([replica, name]) => {
    const view = replica.view('test', objectId);
    return (view?.conflicts ?? []).map((conflict) =>
      conflictRecord({
        conflict,
        deviceId: deviceId(name),
        at: start + 3,
        authorDevice: (id) => replica.decision(id)?.deviceId,
        inForce: view?.inForce ?? [],
      }),
    );
  });
};

const shared = needs('shared', 'the published SyncConflictRecord.json');

describe.each(['graph_merge', 'manual_review', 'never_merge'] as const)('a conflict of %s', (strategy) => {
  const records = met(engineOf(strategy), { record: { title: 'left' } }, { record: { title: 'right' } });
  const [ofA, ofB] = records.map(([record]) => record);

  it('has one id on all devices, and each device its own side of it', () => {
    expect(ofA?.id).toMatch(/^urn:srcos:sync-conflict:[0-9a-f]{64}$/);
    expect(ofB?.id).toBe(ofA?.id);
    expect([ofA?.deviceRef, ofA?.conflictingDeviceRef]).toEqual([
      'urn:srcos:device-identity:a',
      'urn:srcos:device-identity:b',
    ]);
    expect([ofB?.localOperationRef, ofB?.remoteOperationRef]).toEqual([
      ofA?.remoteOperationRef,
      ofA?.localOperationRef,
    ]);
    expect(ofA?.resolution).toBe('pending');
  });

  it.skipIf(shared === undefined)('is accepted by the published SyncConflictRecord.json', () => {
    const accepts = published(shared, 'SyncConflictRecord');
    const deletion = met(engineOf(strategy), { operation: 'delete' }, { record: { title: 'right' } });
    const all = [...records, ...deletion].flat();
    expect(all).toHaveLength(4);
    for (const record of all) expect([record, accepts(record)]).toEqual([record, true]);
  });
});

it('says how a conflict was settled, and by what', () => {
  const conflict = {
    id: `urn:srcos:sync-conflict:${'0'.repeat(64)}`,
    kind: 'merge',
    objectId,
    writes: ['sha256:aa', 'sha256:bb'],
    values: [1, 2],
  } as const;
  const record = conflictRecord({
    conflict,
    deviceId: deviceId('c'),
    at: start,
    authorDevice: () => deviceId('a'),
    inForce: ['sha256:bb'],
    resolution: { kind: 'merge', at: start + 1_000, ref: 'urn:srcos:review:1', note: 'Both are needed.' },
    policyDecisionRefs: ['urn:srcos:review:1'],
  });
  expect(record).toMatchObject({
    localOperationRef: 'urn:srcos:local-operation-log:bb',
    remoteOperationRef: 'urn:srcos:local-operation-log:aa',
    resolution: 'merge',
    resolvedAt: '2025-06-15T15:06:41.000Z',
    resolutionRef: 'urn:srcos:review:1',
    policyDecisionRefs: ['urn:srcos:review:1'],
  });
  if (shared !== undefined) expect(published(shared, 'SyncConflictRecord')(record)).toBe(true);
});
