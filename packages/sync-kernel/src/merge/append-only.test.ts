import { sha256 } from '@noble/hashes/sha2.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.js';
import { logHead, proveLogEntry, proveLogGrowth, verifyLogEntry, verifyLogGrowth } from './append-only/log-proofs.js';
import { appendOnly } from './append-only.js';
import { expectConvergence, viewsOf } from './testing/converge.js';
import { deliveries, histories } from './testing/histories.js';
import { testControl } from './testing/test-control.js';
import { testEngine } from './testing/test-engine.js';
import { versionOf } from './testing/version-of.js';

const numRuns = 200 * Number(process.env.SOURCEOS_SOAK ?? 1);
const control = testControl();
const devices = ['urn:srcos:device:0', 'urn:srcos:device:none'];
const engine = testEngine({
  merge: {
    log: {
      checkpoint: ({ drops }: JsonObject) =>
        Array.isArray(drops) ? drops.filter((id): id is string => typeof id === 'string') : undefined,
    },
  },
});
const start = () => appendOnly.createMerger({ engine, deviceId: 'urn:srcos:device:0', control });
const objectIds = ['urn:srcos:test:a', 'urn:srcos:test:b', 'urn:srcos:test:c', 'urn:srcos:test:d'];
const change = () =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('x', 'y').map((text) => ({ operation: 'put' as const, record: { text } })),
    },
    fc
      .subarray(['sha256:0-1', 'sha256:0-2', 'sha256:1-1'])
      .map((drops) => ({ operation: 'put' as const, record: { drops } })),
    fc.constant({ operation: 'patch' as const, record: { text: 'z' } }),
    fc.constant({ operation: 'tombstone' as const, record: undefined }),
  );
/** Histories in which devices may also contradict their own logs. */
const forking = histories({ change, objectIds }).chain((versions) =>
  fc
    .subarray(versions)
    .map((twice) => [...versions, ...twice.slice(0, 2).map((version) => ({ ...version, id: `${version.id}-fork` }))]),
);

describe('append_only', () => {
  it('converges, forks, rewritings and checkpoints included', () => {
    fc.assert(
      fc.property(deliveries(forking), ({ versions, orders }) => {
        expectConvergence({ strategy: appendOnly, engine, control, versions, orders, devices });
      }),
      { numRuns },
    );
  });

  it('never loses a hash, and shows the same after collecting bodies', () => {
    fc.assert(
      fc.property(forking, fc.nat({ max: 8 }), (versions, n) => {
        const merger = start();
        for (const version of versions) merger.add(version);
        const before = [viewsOf(merger), merger.replicated()];
        merger.collect(new Map([0, 1, 2].map((device) => [`urn:srcos:device:${device}`, n])));
        expect([viewsOf(merger), merger.replicated()]).toEqual(before);
        const text = JSON.stringify(merger.replicated());
        for (const { id } of versions) expect(text).toContain(JSON.stringify(id));
      }),
      { numRuns },
    );
  });

  it('quarantines another content, a patch and a deletion, and keeps what was logged', () => {
    const merger = start();
    const first = versionOf({ device: 'a', n: 1, record: { text: 'first' } });
    expect(merger.add(first).outcome).toBe('applied');
    const changes = [
      versionOf({ device: 'b', n: 1, record: { text: 'other' }, saw: [first] }),
      versionOf({ device: 'b', n: 2, operation: 'patch', record: { text: 'other' }, saw: [first] }),
      versionOf({ device: 'b', n: 3, operation: 'delete', saw: [first] }),
      versionOf({ device: 'b', n: 4, operation: 'tombstone', saw: [first] }),
    ];
    for (const version of changes) {
      expect(merger.add(version)).toMatchObject({ outcome: 'quarantined', reasons: [{ detail: 'log_rewritten' }] });
    }
    const again = versionOf({ device: 'c', n: 1, record: { text: 'first' }, saw: [first] });
    expect(merger.add(again).outcome).toBe('merged');
    expect(merger.view(first.objectId)).toMatchObject({ record: { text: 'first' }, inForce: [first.id] });
  });

  it.each([
    ['urn:srcos:device:a', 'author_forked'],
    ['urn:srcos:agent:a', 'agent_forked'],
  ])('quarantines both branches of a log of %s from its fork on', (authorId, detail) => {
    const merger = start();
    const entry = (n: number, branch: string) => ({
      ...versionOf({ device: 'a', n, objectId: `urn:srcos:test:${branch}${n}`, record: { branch } }),
      ...{ id: `sha256:${branch}${n}`, authorId },
    });
    const entries = [entry(1, 'x'), entry(3, 'x'), entry(2, 'x')];
    for (const version of entries) expect(merger.add(version).outcome).toBe('applied');
    expect(merger.add(entry(2, 'y'))).toMatchObject({ outcome: 'quarantined', reasons: [{ detail }] });
    expect(merger.view('urn:srcos:test:x1')?.record).toEqual({ branch: 'x' });
    for (const name of ['x2', 'x3', 'y2']) expect(merger.view(`urn:srcos:test:${name}`)?.record).toBeUndefined();
    expect(merger.view('urn:srcos:test:y2')?.conflicts).toMatchObject([
      { kind: 'fork', writes: ['sha256:x2', 'sha256:y2'] },
    ]);
    expect(merger.log?.('urn:srcos:device:a')).toEqual(['sha256:x1']);
  });

  it("lets a checkpoint drop bodies of its own author's log only, and only earlier ones", () => {
    const merger = start();
    const entry = (device: string, n: number, record: JsonObject) =>
      versionOf({ device, n, objectId: `urn:srcos:test:${device}${n}`, record });
    const own = entry('a', 1, { text: 'own' });
    const other = entry('b', 1, { text: 'other' });
    const checkpoint = entry('a', 2, { drops: [own.id, other.id, 'sha256:a-3'] });
    const later = entry('a', 3, { text: 'later' });
    for (const version of [checkpoint, later, own, other]) merger.add(version);
    expect(merger.view(own.objectId)?.record).toBeUndefined();
    expect(merger.view(other.objectId)?.record).toEqual({ text: 'other' });
    expect(merger.view(later.objectId)?.record).toEqual({ text: 'later' });
    expect(merger.collect(new Map([[own.deviceId, 1]]))).toBe(0);
    expect(merger.collect(new Map([[own.deviceId, 2]]))).toBe(1);
    expect(merger.log?.(own.deviceId)).toEqual([own.id, checkpoint.id, later.id]);
  });

  it('proves that an entry is in a log and that a log only grew, whatever the order it came in', () => {
    const entries = Array.from({ length: 20 }, (_, index) => `sha256:${index}`);
    const head = logHead(sha256, entries);
    for (const id of entries) {
      const proof = proveLogEntry(sha256, entries, id);
      if (proof === undefined) throw new Error('The entry is in the log.');
      expect(verifyLogEntry(sha256, head, id, proof)).toBe(true);
      expect(verifyLogEntry(sha256, head, 'sha256:none', proof)).toBe(false);
    }
    expect(proveLogEntry(sha256, entries, 'sha256:none')).toBeUndefined();
    for (let size = 1; size <= entries.length; size += 1) {
      const proof = proveLogGrowth(sha256, entries, size) ?? [];
      const earlier = logHead(sha256, entries.slice(0, size));
      expect(verifyLogGrowth(sha256, earlier, head, proof)).toBe(true);
      const rewritten = logHead(sha256, ['sha256:other', ...entries.slice(1, size)]);
      expect(verifyLogGrowth(sha256, rewritten, head, proof)).toBe(false);
    }
    expect(proveLogGrowth(sha256, entries, 21)).toBeUndefined();
  });
});
