import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import { evaluatePolicy, type NamedBundle } from '../policy/evaluate.js';
import { compareEffects } from '../policy/meet.js';
import type { PolicyEffect, PolicyLayer, PolicyStatement } from '../policy/policy-statement.js';
import type { Merger } from './strategy.js';
import { strongestPolicyWins } from './strongest-policy-wins.js';
import { expectConvergence } from './testing/converge.js';
import { deliveries, histories } from './testing/histories.js';
import { testControl } from './testing/test-control.js';
import { testEngine } from './testing/test-engine.js';
import { versionOf } from './testing/version-of.js';

const numRuns = 200 * Number(process.env.SOURCEOS_SOAK ?? 1);
const control = testControl();

/** A record is `{ layer, effect }`, a bundle of one rule named by both, or `{ layer, retires }`, a downgrade. */
const policy = (record: JsonObject): PolicyStatement => {
  const layer = record.layer as PolicyLayer;
  if (Array.isArray(record.retires)) return { kind: 'downgrade', layer, retires: record.retires as string[] };
  const effect = record.effect as PolicyEffect;
  const bundle = { name: 'test', layer, edition: 1, rules: { x: { capability: 'x', effect, reason: 'A test.' } } };
  return { kind: 'bundle', hash: `${layer}-${effect}`, bundle };
};
const engine = testEngine({ merge: { policy } });
const start = (over = engine, view = control) =>
  strongestPolicyWins.createMerger({ engine: over, deviceId: 'urn:srcos:device:z', control: view });
const effectOf = (bundles: readonly NamedBundle[] = []): PolicyEffect =>
  evaluatePolicy(bundles, { capability: 'x', subjects: [], dangerous: false }).effect;
const inEffect = (merger: Merger): PolicyEffect => effectOf(merger.bundles?.());

const layer = fc.constantFrom('safety' as const, 'repo' as const, 'user' as const);
const effect = fc.constantFrom('deny' as const, 'review' as const, 'allow' as const);
const bundle = fc.record({ layer, effect });
const put = bundle.map((record) => ({ operation: 'put' as const, record }));
const loosening = () =>
  fc.oneof(
    { weight: 3, arbitrary: put },
    effect.map((one) => ({ operation: 'patch' as const, record: { effect: one, layer: 'user' } })),
    fc.constant({ operation: 'tombstone' as const, record: undefined }),
  );
const change = () =>
  fc.oneof(
    { weight: 3, arbitrary: loosening() },
    fc.record({ layer, named: fc.array(bundle, { maxLength: 3 }) }).map(({ layer: at, named }) => ({
      operation: 'put' as const,
      record: { layer: at, retires: named.map((one) => `${one.layer}-${one.effect}`) },
    })),
  );

describe('strongest_policy_wins', () => {
  it('converges, patches, deletions and downgrades included', () => {
    fc.assert(
      fc.property(deliveries(histories({ change })), ({ versions, orders }) => {
        const devices = ['urn:srcos:device:0', 'urn:srcos:device:none'];
        expectConvergence({ strategy: strongestPolicyWins, engine, control, versions, orders, devices });
      }),
      { numRuns },
    );
  });

  it('never loosens without a downgrade, whatever is put, patched or deleted, in any order', () => {
    const puts = () => fc.oneof(put, fc.constant({ operation: 'tombstone' as const, record: undefined }));
    fc.assert(
      fc.property(deliveries(histories({ change: puts }), 1), ({ orders }) => {
        const merger = start();
        let before = inEffect(merger);
        for (const version of orders[0] ?? []) {
          merger.add(version);
          const after = inEffect(merger);
          expect(compareEffects(after, before)).toBeLessThanOrEqual(0);
          before = after;
        }
      }),
      { numRuns },
    );
  });

  it('keeps what a patch tightened where a deletion that its author knew comes late', () => {
    const first = versionOf({ device: '0', n: 1, wall: 1_000, record: { layer: 'user', effect: 'allow' } });
    const deletion = versionOf({ device: '1', n: 1, wall: 1_000 });
    const saw = [first, deletion];
    const tightened = versionOf({ device: '0', n: 2, operation: 'patch', record: { effect: 'deny' }, saw });
    const merger = start();
    for (const version of [first, tightened]) merger.add(version);
    expect(inEffect(merger)).toBe('deny');
    merger.add(deletion);
    expect(merger.view(first.objectId)?.record).toEqual({ layer: 'user', effect: 'deny' });
    expect(inEffect(merger)).toBe('deny');
  });

  it('says whether a bundle is newer, weaker, or outranked by an outer layer', () => {
    const merger = start();
    const add = (n: number, record: JsonObject) => merger.add(versionOf({ device: 'a', n, record }));
    const details = (n: number, record: JsonObject) => add(n, record).reasons.map(({ detail }) => detail);
    expect(details(1, { layer: 'repo', effect: 'review' })).toEqual(['newer_bundle']);
    expect(details(2, { layer: 'safety', effect: 'allow' })).toEqual(['weaker_bundle']);
    expect(details(3, { layer: 'user', effect: 'allow' })).toEqual(['stronger_layer']);
    expect(details(4, { layer: 'user', effect: 'deny' })).toEqual(['newer_bundle']);
    expect(merger.bundles?.()).toHaveLength(4);
  });

  const first = versionOf({ device: 'a', n: 1, record: { layer: 'repo', effect: 'deny' } });
  const downgrade = (layerOfSigner: string, saw: readonly (typeof first)[], objectId = first.objectId) =>
    versionOf({ device: 'b', n: 1, objectId, record: { layer: layerOfSigner, retires: ['repo-deny'] }, saw });

  it('lets a downgrade retire what it names and has seen; a concurrent put of the same survives', () => {
    const merger = start();
    merger.add(first);
    expect(merger.add(downgrade('repo', [first])).outcome).toBe('applied');
    expect(inEffect(merger)).toBe('allow');
    merger.add(versionOf({ device: 'c', n: 1, record: { layer: 'repo', effect: 'deny' } }));
    expect(inEffect(merger)).toBe('deny');
  });

  it('refuses a downgrade of an outer layer', () => {
    const merger = start();
    merger.add(first);
    expect(merger.add(downgrade('user', [first]))).toMatchObject({
      outcome: 'superseded',
      reasons: [{ detail: 'stronger_layer' }],
    });
    expect(inEffect(merger)).toBe('deny');
  });

  it("retires a bundle of another object by the collection's context", () => {
    const merger = start();
    merger.add(first);
    expect(merger.context?.()).toEqual(new Map([[first.deviceId, 1]]));
    expect(merger.add(downgrade('safety', [first], 'urn:srcos:test:other')).touched).toContain(first.objectId);
    expect(inEffect(merger)).toBe('allow');
    expect(merger.view(first.objectId)?.record).toBeUndefined();
  });

  it('wants a live delegation for a downgrade of a critical collection', () => {
    const manifest = { ...engine.manifest, policyClass: 'critical' as const };
    const reason = reasonOf('no_delegation');
    const refusing = testControl({ delegation: ({ role }) => (role === 'downgrade' ? reason : undefined) });
    const merger = start(testEngine({ merge: { policy }, manifest }), refusing);
    merger.add(first);
    expect(merger.add(downgrade('repo', [first]))).toMatchObject({ outcome: 'quarantined', reasons: [reason] });
    expect(inEffect(merger)).toBe('deny');
  });
});
