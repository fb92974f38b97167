import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review } from '../../control/control-view.js';
import type { Json } from '../../model/json.js';
import { manualReview } from '../manual-review.js';
import { neverMerge } from '../never-merge.js';
import { quarantine } from '../quarantine.js';
import { expectConvergence, viewsOf } from '../testing/converge.js';
import { deliveries, histories } from '../testing/histories.js';
import { testControl, testReview } from '../testing/test-control.js';
import { testEngine } from '../testing/test-engine.js';

const numRuns = 200 * Number(process.env.SOURCEOS_SOAK ?? 1);
const devices = ['urn:srcos:device:0', 'urn:srcos:device:1', 'urn:srcos:device:2', 'urn:srcos:device:none'];
const record = fc.record({ title: fc.constantFrom('a', 'b'), danger: fc.constantFrom(0, 1) });
const change = () =>
  fc.oneof(
    record.map((value) => ({ operation: 'put' as const, record: value })),
    fc.constantFrom('a', 'b').map((title) => ({ operation: 'patch' as const, record: { title } })),
    fc.constant({ operation: 'delete' as const, record: undefined }),
  );
const engine = testEngine({
  classify: ({ pointers }) =>
    pointers.includes('/danger')
      ? { danger: 'dangerous', pointers: ['/danger'], sentence: 'It changes danger.' }
      : { danger: 'benign', pointers: [], sentence: 'Nothing dangerous changes.' },
});

/** Histories with up to three reviews of their writes. */
const reviewed = deliveries(histories({ change })).chain(({ versions, orders }) =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: Math.max(0, versions.length - 1) }),
        also: fc.subarray(versions.map(({ id }) => id)),
        verdict: fc.constantFrom('approve' as const, 'reject' as const, 'edit' as const),
        knows: fc.boolean(),
      }),
      { maxLength: 3 },
    )
    .map((drafts) => {
      const reviews: Review[] = [];
      for (const [index, { at, also, verdict, knows }] of drafts.entries()) {
        const version = versions[at];
        if (version === undefined) continue;
        const own = new Set(versions.filter(({ objectId }) => objectId === version.objectId).map(({ id }) => id));
        reviews.push(
          testReview(version, {
            id: `sha256:review-${index}`,
            candidates: [...new Set([version.id, ...also.filter((id) => own.has(id))])],
            sees: knows ? reviews.map(({ id }) => id) : [],
            verdict,
            ...(verdict === 'edit' ? { record: { title: `edited-${index}`, danger: 0 } } : {}),
          }),
        );
      }
      return { versions, orders, reviews };
    }),
);

describe.each([manualReview, neverMerge, quarantine])('the laws of $name', (strategy) => {
  it('converges whatever the order, repetition and batching, and wherever the reviews come in between', () => {
    fc.assert(
      fc.property(reviewed, ({ versions, orders, reviews }) => {
        const control = testControl();
        for (const review of reviews) control.addReview(review);
        const mergers = expectConvergence({ strategy, engine, control, versions, orders, devices });
        // Reviews that come while the mergers live, in another order, change nothing of the outcome.
        const late = testControl();
        for (const [index, deviceId] of devices.entries()) {
          const merger = strategy.createMerger({ engine, deviceId, control: late });
          for (const version of versions) merger.add(version);
          viewsOf(merger);
          if (index === 0) for (const review of [...reviews].reverse()) late.addReview(review);
          const expected = mergers[index];
          if (expected === undefined) throw new Error('There is a merger for each device.');
          expect(viewsOf(merger)).toEqual(viewsOf(expected));
          expect(merger.replicated()).toEqual(expected.replicated());
        }
      }),
      { numRuns },
    );
  });

  it('never has in force what is held', () => {
    fc.assert(
      fc.property(reviewed, ({ versions, reviews }) => {
        const control = testControl();
        for (const review of reviews) control.addReview(review);
        for (const deviceId of devices) {
          const merger = strategy.createMerger({ engine, deviceId, control });
          for (const version of versions) merger.add(version);
          for (const objectId of merger.objectIds()) {
            const view = merger.view(objectId);
            const held = new Set(view?.held);
            expect(view?.inForce.filter((id) => held.has(id))).toEqual([]);
          }
        }
      }),
      { numRuns },
    );
  });

  it('shows the same after collecting what everybody acknowledged', () => {
    fc.assert(
      fc.property(histories({ change }), fc.nat({ max: 8 }), (versions, most) => {
        const control = testControl();
        for (const deviceId of devices) {
          const merger = strategy.createMerger({ engine, deviceId, control });
          for (const version of versions) merger.add(version);
          const before: readonly Json[] = [viewsOf(merger), merger.replicated()];
          merger.collect(new Map(devices.map((device) => [device, most])));
          expect([viewsOf(merger), merger.replicated()]).toEqual(before);
        }
      }),
      { numRuns },
    );
  });
});

describe('what tells the strategies apart', () => {
  it('quarantine: without a review nothing is in force on any device', () => {
    fc.assert(
      fc.property(histories({ change }), (versions) => {
        for (const deviceId of devices) {
          const merger = quarantine.createMerger({ engine, deviceId, control: testControl() });
          for (const version of versions) {
            expect(merger.add(version).reasons[0]?.detail).toBe('quarantine_strategy');
            expect(merger.view(version.objectId)).toMatchObject({ record: undefined, inForce: [] });
          }
        }
      }),
      { numRuns },
    );
  });

  it('never_merge: what is in force is a value that somebody wrote whole', () => {
    const puts = () => record.map((value) => ({ operation: 'put' as const, record: value }));
    const resolving = testEngine({ resolve: () => ({ title: 'combined', danger: 0 }) });
    fc.assert(
      fc.property(histories({ change: puts }), (versions) => {
        for (const deviceId of devices) {
          const merger = neverMerge.createMerger({ engine: resolving, deviceId, control: testControl() });
          for (const version of versions) merger.add(version);
          for (const objectId of merger.objectIds()) {
            const view = merger.view(objectId);
            expect(view?.inForce).toHaveLength(1);
            expect(versions.find(({ id }) => id === view?.inForce[0])?.record).toEqual(view?.record);
          }
        }
      }),
      { numRuns },
    );
  });
});
