import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.js';
import { signedAuthorityRequired } from './signed-authority-required.js';
import { expectConvergence, viewsOf } from './testing/converge.js';
import { deliveries, histories } from './testing/histories.js';
import { testControl } from './testing/test-control.js';
import { testEngine } from './testing/test-engine.js';
import { versionOf } from './testing/version-of.js';

const numRuns = 200 * Number(process.env.SOURCEOS_SOAK ?? 1);
const control = testControl();
const object = 'urn:srcos:test:a';
const engine = testEngine({
  merge: {
    authority: {
      version: ({ version }: JsonObject) => (typeof version === 'number' ? version : 0),
      revokes: ({ revokes }: JsonObject) => (typeof revokes === 'string' ? [revokes] : []),
    },
  },
});
const start = () => signedAuthorityRequired.createMerger({ engine, deviceId: 'urn:srcos:device:z', control });
const change = () =>
  fc.oneof(
    { weight: 5, arbitrary: fc.nat({ max: 3 }).map((version) => ({ operation: 'put' as const, record: { version } })) },
    { weight: 2, arbitrary: fc.nat(9).map((text) => ({ operation: 'patch' as const, record: { text } })) },
    fc.constant({ operation: 'delete' as const, record: undefined }),
    fc.constantFrom(object, 'urn:srcos:test:b').map((revokes) => ({ operation: 'put' as const, record: { revokes } })),
  );
const objectIds = [object, 'urn:srcos:test:b', 'urn:srcos:test:c'];

describe('signed_authority_required', () => {
  it('converges', () => {
    fc.assert(
      fc.property(deliveries(histories({ change, objectIds })), ({ versions, orders }) => {
        const devices = ['urn:srcos:device:0', 'urn:srcos:device:none'];
        expectConvergence({ strategy: signedAuthorityRequired, engine, control, versions, orders, devices });
      }),
      { numRuns },
    );
  });

  it('never brings back what was revoked, and never has in force what is held', () => {
    fc.assert(
      fc.property(deliveries(histories({ change, objectIds }), 1), ({ orders }) => {
        const merger = start();
        const revoked = new Set<string>();
        for (const version of orders[0] ?? []) {
          merger.add(version);
          const gone = version.record?.revokes;
          if (typeof gone === 'string') revoked.add(gone);
          for (const id of revoked) expect(merger.view(id)?.record).toBeUndefined();
          for (const id of merger.objectIds()) {
            const view = merger.view(id);
            expect(view?.held).not.toContain(view?.inForce[0] ?? 'none');
          }
        }
      }),
      { numRuns },
    );
  });

  it('shows the same after collecting what everybody acknowledged', () => {
    fc.assert(
      fc.property(histories({ change, objectIds }), fc.nat({ max: 8 }), (versions, n) => {
        const merger = start();
        for (const version of versions) merger.add(version);
        const before = [viewsOf(merger), merger.replicated()];
        merger.collect(new Map([0, 1, 2].map((device) => [`urn:srcos:device:${device}`, n])));
        expect([viewsOf(merger), merger.replicated()]).toEqual(before);
      }),
      { numRuns },
    );
  });

  it('holds the loser of concurrent versions and takes both back into a version that saw them', () => {
    const merger = start();
    const low = versionOf({ device: 'a', n: 1, record: { version: 1 } });
    const high = versionOf({ device: 'b', n: 1, record: { version: 2 } });
    expect(merger.add(high).outcome).toBe('applied');
    expect(merger.add(low)).toMatchObject({ outcome: 'held', reasons: [{ detail: 'concurrent_version' }] });
    expect(merger.view(object)).toMatchObject({ record: { version: 2 }, held: [low.id] });
    expect(merger.view(object)?.conflicts[0]?.writes).toEqual([low.id, high.id]);
    const next = versionOf({ device: 'c', n: 1, record: { version: 3 }, saw: [low, high] });
    expect(merger.add(next).outcome).toBe('applied');
    expect(merger.view(object)).toMatchObject({ record: { version: 3 }, held: [], conflicts: [] });
  });

  it('does not go back to a lower version', () => {
    const merger = start();
    const high = versionOf({ device: 'a', n: 1, record: { version: 2 } });
    const back = versionOf({ device: 'b', n: 1, record: { version: 1 }, saw: [high] });
    merger.add(high);
    expect(merger.add(back)).toMatchObject({ outcome: 'held', reasons: [{ detail: 'version_rollback' }] });
    expect(merger.view(object)?.record).toEqual({ version: 2 });
  });

  it('applies a revocation before it orders versions, whichever came first', () => {
    const merger = start();
    const version = versionOf({ device: 'a', n: 1, record: { version: 9 } });
    merger.add(version);
    const revocation = versionOf({ device: 'b', n: 1, objectId: 'urn:srcos:test:r', record: { revokes: object } });
    expect(merger.add(revocation).touched).toEqual(['urn:srcos:test:r', object]);
    expect(merger.view(object)?.record).toBeUndefined();
    const later = versionOf({ device: 'a', n: 2, record: { version: 10 }, saw: [version] });
    expect(merger.add(later).reasons).toMatchObject([{ detail: 'version_rollback' }]);
    expect(merger.view(object)).toMatchObject({ record: undefined, inForce: [] });
  });

  it('lets a record revoke the object that it is written to, and a version after it find that out', () => {
    const marked = testEngine({
      merge: { authority: { revokes: ({ gone }: JsonObject, id) => (gone === true ? [id] : []) } },
    });
    const merger = signedAuthorityRequired.createMerger({ engine: marked, deviceId: 'urn:srcos:device:z', control });
    const version = versionOf({ device: 'a', n: 1, record: { title: 'one' } });
    const revocation = versionOf({ device: 'b', n: 1, operation: 'patch', record: { gone: true }, saw: [version] });
    merger.add(version);
    expect(merger.add(revocation)).toMatchObject({ outcome: 'applied', reasons: [] });
    expect(merger.view(object)).toMatchObject({ record: undefined, inForce: [] });
    const later = versionOf({ device: 'a', n: 2, record: { title: 'two' }, saw: [revocation] });
    expect(merger.add(later)).toMatchObject({ outcome: 'superseded', reasons: [{ detail: 'version_rollback' }] });
    expect(merger.view(object)?.record).toBeUndefined();
  });
});
