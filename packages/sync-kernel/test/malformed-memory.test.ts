import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { counted, soak } from '@sourceos/vitest-config/soak';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testEngine } from '../src/merge/testing/test-engine.js';
import { nativeCrypto } from '../src/native/index.js';
import { createWorld, start } from '../src/replica/testing/world.js';
import { mutated } from '../src/wire/testing/mutated.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What may stay behind, however many came: the waiting room and the texts that recur are bounded. */
const mostKept = 8 * 1_048_576;
/** 2,000; 100,000 with SOURCEOS_SOAK=50. */
const inputs = 2_000 * soak;
/** So many are there at one time. */
const portion = 500;

describe('malformed batches', { timeout: 3_600_000 }, () => {
  it(`leave no more than ${mostKept} bytes behind in a replica, and none is applied`, () => {
    const world = createWorld('urn:srcos:workspace:w', ['a', 'b']);
    const engine = testEngine({});
    const changes = Array.from({ length: 8 }, (_, index) => ({
      ...{ collection: 'test', objectId: `urn:srcos:test:${index}`, operation: 'put' as const },
      record: { title: `A record of some length, number ${index}` },
    }));
    const { bytes } = world.replica('a', [engine]).author(changes, start);
    if (bytes === undefined) throw new Error('Nothing was written.');
    const receiver = world.replica('b', [engine], { crypto: nativeCrypto });
    const receive = (input: Uint8Array): void => {
      const { decisions } = receiver.receive(input, start);
      // A payload that is changed fails alone; the header of none that passes is another than its author's.
      for (const { outcome, objectId } of decisions) {
        if (outcome === 'applied') expect(changes.some((change) => change.objectId === objectId)).toBe(true);
      }
    };
    for (const input of fc.sample(mutated(bytes), { seed: 1, numRuns: 200 })) receive(input);
    collectGarbage();
    const before = process.memoryUsage();
    for (let count = 0; count < inputs; count += portion) {
      for (const input of fc.sample(mutated(bytes), { seed: 2 + count, numRuns: portion })) receive(input);
    }
    collectGarbage();
    const after = process.memoryUsage();
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(mostKept);
    counted('malformed batches to one replica, memory bounded and none applied', inputs);
    for (const objectId of receiver.objectIds('test')) {
      const shown = receiver.view('test', objectId)?.record;
      expect(changes.map(({ record }) => record)).toContainEqual(shown);
    }
  });
});
