import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../engine/author-changes.js';
import type { Engine } from '../engine/engine.js';
import { testEngine } from '../merge/testing/test-engine.js';
import type { JsonObject } from '../model/json.js';
import type { PolicyView } from '../policy/policy-view.js';
import type { PolicyEffect, PolicyStatement } from '../policy/policy-statement.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import type { LocalChange, Replica } from './replica.js';
import { createWorld, start } from './testing/world.js';

const { manifest } = testEngine();
/** A record is `{ effect, capability }`: a bundle of one rule. */
const policy = (record: JsonObject): PolicyStatement => ({
  kind: 'bundle',
  hash: JSON.stringify(record),
  bundle: {
    name: 'rules',
    layer: 'workspace',
    edition: 1,
    rules: {
      one: { capability: record.capability as string, effect: record.effect as PolicyEffect, reason: 'A test.' },
    },
  },
});
const engines: readonly Engine[] = [
  testEngine({
    manifest: { ...manifest, engineId: 'rules', collection: 'rules', mergeStrategy: 'strongest_policy_wins' },
    merge: { policy },
  }),
  testEngine({ manifest: { ...manifest, policyClass: 'medium' } }),
];
const rules = changesOf<JsonObject>({ collection: 'rules' });
const notes = changesOf<JsonObject>({ collection: 'test' });
const note = 'urn:srcos:note:one';
const bundle = (effect: PolicyEffect, capability = 'sync.test.put'): LocalChange =>
  rules.put(`urn:srcos:rule:${effect}`, { effect, capability });

const scene = () => {
  const world = createWorld('urn:srcos:workspace:garden', ['a', 'b', 'c', 'd']);
  const replicas = ['a', 'b', 'c', 'd'].map((name) => world.replica(name, engines)) as [
    Replica,
    Replica,
    Replica,
    Replica,
  ];
  return { world, replicas };
};
const write = (replica: Replica, change: LocalChange, at: number): Uint8Array =>
  replica.author([change], at).bytes ?? new Uint8Array();
const told = (replica: Replica): string[] =>
  [...replica.decisions()]
    .filter(({ collection }) => collection === 'test')
    .map(({ outcome, reasons }) => [outcome, ...reasons.map(({ detail }) => detail)].join(': '));
const stateOf = (replica: Replica): string => bytesToHex(canonicalBytes(replica.replicated()));

describe('a policy bundle that the replica holds', () => {
  it('denies what is written after it, here and elsewhere, and leaves what was there', () => {
    const { replicas } = scene();
    const [a, b, c] = replicas;
    const before = write(a, notes.put(note, { title: 'before' }), start);
    const denying = write(b, bundle('deny'), start + 10);
    for (const batch of [before, denying]) c.receive(batch, start + 10);
    c.receive(write(a, notes.put(note, { title: 'after' }), start + 20), start + 20);
    expect(told(c)).toEqual(['applied', 'quarantined: rule_denied']);
    expect(c.view('test', note)?.record).toEqual({ title: 'before' });
    // Its author is denied as well as soon as the bundle is there.
    a.receive(denying, start + 30);
    expect(a.view('test', note)?.record).toEqual({ title: 'before' });
  });

  it('asks for a person where it says so', () => {
    const { replicas } = scene();
    const [a, b, c] = replicas;
    c.receive(write(b, bundle('review'), start), start);
    c.receive(write(a, notes.put(note, { title: 'x' }), start + 1), start + 1);
    expect(told(c)).toEqual(['held: rule_review']);
  });

  it('has policy wait too where it says so, and what waits does not claim to be in effect', () => {
    const { replicas } = scene();
    const [a, b, c] = replicas;
    c.receive(write(b, bundle('review', 'sync.rules.*'), start), start);
    const [decision] = c.receive(write(a, bundle('deny'), start + 1), start + 1).decisions;
    expect(decision?.outcome).toBe('held');
    expect(decision?.reasons.map(({ detail }) => detail)).toEqual(['rule_review']);
  });

  it('about something else denies nothing, dangerous or not', () => {
    const { world } = scene();
    const dangerous = testEngine({
      manifest: { ...manifest, policyClass: 'medium' },
      classify: ({ pointers }) => ({ danger: 'dangerous', pointers, sentence: 'All of it is.' }),
    });
    const [a, c] = ['a', 'c'].map((name) => world.replica(name, [...engines.slice(0, 1), dangerous])) as [
      Replica,
      Replica,
    ];
    c.receive(write(a, bundle('deny', 'sync.other.*'), start), start);
    c.receive(write(a, notes.put(note, { title: 'x' }), start + 1), start + 1);
    expect(told(c)).toEqual(['applied']);
  });

  it('gives way to the policy that the host gives', () => {
    const { world, replicas } = scene();
    const allow: PolicyView = {
      evaluate: () => ({ effect: 'allow', byDefault: false, because: 'The host says so.' }),
    };
    const c = world.replica('c', engines, { policy: allow });
    c.receive(write(replicas[1], bundle('deny'), start), start);
    c.receive(write(replicas[0], notes.put(note, { title: 'x' }), start + 1), start + 1);
    expect(told(c)).toEqual(['applied']);
  });

  it('judges alike in whatever order bundles and writes come', () => {
    const step = fc.record({
      by: fc.constantFrom(0 as const, 1 as const, 2 as const),
      change: fc.oneof(
        fc.constantFrom('deny' as const, 'review' as const, 'allow' as const).map((effect) => bundle(effect)),
        fc.integer({ min: 0, max: 2 }).map((title) => notes.put(note, { title })),
      ),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 7 }),
        fc.array(fc.nat(), { minLength: 7 }),
        (steps, keys) => {
          const { world, replicas } = scene();
          const batches = steps.map(({ by, change }, index) => write(replicas[by], change, start + index));
          const [one, other] = [world.replica('d', engines), world.replica('d', engines)];
          for (const batch of batches) one.receive(batch, start + 100);
          const shuffled = batches
            .map((batch, index) => ({ batch, key: keys[index] ?? 0 }))
            .sort((x, y) => x.key - y.key);
          for (const { batch } of shuffled) other.receive(batch, start + 100);
          expect(stateOf(other)).toBe(stateOf(one));
          expect(other.view('test', note)?.record).toEqual(one.view('test', note)?.record);
          for (const replica of replicas.slice(0, 3)) {
            for (const batch of batches) replica.receive(batch, start + 100);
            expect(stateOf(replica)).toBe(stateOf(one));
          }
        },
      ),
      { numRuns: 8 * Number(process.env.SOURCEOS_SOAK ?? 1) },
    );
  });
});
