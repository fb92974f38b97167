import { sha256 } from '@noble/hashes/sha2.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogCheckpoint } from '../../engine/merge-shape.js';
import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { hashName } from '../../wire/hash-name.js';
import { appendOnly } from '../append-only.js';
import { expectConvergence } from '../testing/converge.js';
import { testControl } from '../testing/test-control.js';
import { testEngine } from '../testing/test-engine.js';
import { versionOf } from '../testing/version-of.js';
import { logHead } from './log-proofs.js';

const numRuns = 200 * Number(process.env.SOURCEOS_SOAK ?? 1);
const control = testControl();
const engine = testEngine({
  merge: { log: { checkpoint: ({ checkpoint }: JsonObject) => checkpoint as unknown as LogCheckpoint | undefined } },
});
const start = () => appendOnly.createMerger({ engine, deviceId: 'urn:srcos:device:0', control });

const entry = (device: string, n: number, record: JsonObject = { text: `${device}${String(n)}` }): Version =>
  versionOf({ device, n, objectId: `urn:srcos:test:${device}${String(n)}`, record, wall: n });
const rootOf = (entries: readonly Version[]): string =>
  hashName(
    logHead(
      sha256,
      entries.map(({ id }) => id),
    ).root,
  );
const checkpoint = (
  n: number,
  before: readonly Version[],
  ranges: LogCheckpoint['ranges'],
  more: Partial<LogCheckpoint> = {},
): Version =>
  entry('a', n, {
    checkpoint: { size: before.length, root: rootOf(before), ranges, ...more } as unknown as JsonObject,
  });
const log = [1, 2, 3, 4].map((n) => entry('a', n));
const shown = (versions: readonly Version[]): readonly string[] => {
  const merger = start();
  for (const version of versions) merger.add(version);
  return log.filter(({ objectId }) => merger.view(objectId)?.record !== undefined).map(({ id }) => id);
};

describe('a checkpoint that names places in its log', () => {
  it('drops those bodies, keeps every id, and lets them leave memory behind the frontier', () => {
    const said = checkpoint(5, log, [
      { start: 0, end: 2 },
      { start: 3, end: 4 },
    ]);
    const merger = start();
    for (const version of log) merger.add(version);
    expect([...merger.add(said).touched].sort()).toEqual(
      [0, 1, 3]
        .map((at) => log[at]?.objectId)
        .concat(said.objectId)
        .sort(),
    );
    expect(shown([...log, said])).toEqual(['sha256:a-3']);
    expect(merger.log?.('urn:srcos:device:a')).toEqual([...log, said].map(({ id }) => id));
    expect(merger.collect(new Map([['urn:srcos:device:a', 4]]))).toBe(0);
    expect(merger.collect(new Map([['urn:srcos:device:a', 5]]))).toBe(3);
  });

  it.each<[string, readonly Version[]]>([
    ['states another root', [...log, checkpoint(5, log, [{ start: 0, end: 4 }], { root: rootOf(log.slice(1)) })]],
    ['states more entries than there are', [...log, checkpoint(5, log, [{ start: 0, end: 4 }], { size: 5 })]],
    [
      'is of another device',
      [...log, { ...checkpoint(5, log, [{ start: 0, end: 4 }]), deviceId: 'urn:srcos:device:b' }],
    ],
  ])('drops nothing where it %s', (_, versions) => {
    expect(shown(versions)).toHaveLength(4);
  });

  it('drops nothing where an entry before it is missing, and what it names when that comes', () => {
    const [, ...others] = log;
    const said = checkpoint(5, log, [{ start: 1, end: 3 }]);
    const merger = start();
    for (const version of [...others, said]) merger.add(version);
    expect(merger.view('urn:srcos:test:a2')?.record).toEqual({ text: 'a2' });
    expect(merger.add(entry('a', 1)).touched).toContain('urn:srcos:test:a2');
    expect(merger.view('urn:srcos:test:a2')?.record).toBeUndefined();
  });

  it('says the same in whatever order entries and checkpoints come, forks included', () => {
    const histories = fc
      .array(
        fc.record({ drops: fc.boolean(), from: fc.nat({ max: 6 }), length: fc.nat({ max: 4 }), lies: fc.boolean() }),
        {
          minLength: 2,
          maxLength: 10,
        },
      )
      .chain((steps) => {
        const versions: Version[] = [];
        steps.forEach(({ drops, from, length, lies }, index) => {
          const range = { start: Math.min(from, index), end: Math.min(from + length, index) };
          versions.push(
            drops ? checkpoint(index + 1, versions, [range], lies ? { size: index + 1 } : {}) : entry('a', index + 1),
          );
        });
        return fc.subarray(versions, { maxLength: 1 }).chain((twice) => {
          const all = [...versions, ...twice.map((version) => ({ ...version, id: `${version.id}-fork` }))];
          const order = fc.shuffledSubarray(all, { minLength: all.length });
          return fc.record({ versions: fc.constant(all), orders: fc.array(order, { minLength: 2, maxLength: 3 }) });
        });
      });
    fc.assert(
      fc.property(histories, ({ versions, orders }) => {
        const devices = ['urn:srcos:device:a', 'urn:srcos:device:none'];
        expectConvergence({ strategy: appendOnly, engine, control, versions, orders, devices });
      }),
      { numRuns },
    );
  });
});
