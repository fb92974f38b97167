import type { Merger } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { arrivals, deviceOf, histories } from './history.js';
import { observer, viewText, type Subject } from './subject.js';

const devices = 3;
const steps = 14;

const stateOf = (merger: Merger): string => canonical(merger.replicated());

/** What every strategy owes (I10). */
export const generalLaws = ({ changes, merged, assert, objectIds }: Subject): readonly Law[] => {
  const written = histories(changes, devices, steps);
  const twoArrivals = written.chain((versions) => fc.tuple(arrivals(versions), arrivals(versions)));
  const viewsOf = (merger: Merger): string =>
    objectIds.map((objectId) => `${objectId} ${viewText(merger.view(objectId))}`).join('\n');
  const same = (left: string, right: string, what: string): void =>
    expectThat(left === right, () => `${what} differs:\n${left}\n${right}`);

  return [
    {
      name: 'the replicated state does not depend on order, repetition or batching',
      check: () =>
        assert(twoArrivals, ([one, other]) =>
          same(stateOf(merged(one)), stateOf(merged(other)), 'The replicated state of two orders'),
        ),
    },
    {
      name: 'what a device sees does not depend on order, repetition or batching',
      check: () =>
        assert(fc.tuple(twoArrivals, fc.nat({ max: devices - 1 })), ([[one, other], device]) =>
          same(
            viewsOf(merged(one, deviceOf(device))),
            viewsOf(merged(other, deviceOf(device))),
            'The view of two orders',
          ),
        ),
    },
    {
      name: 'the replicated state does not depend on the device',
      check: () =>
        assert(written, (versions) =>
          same(
            stateOf(merged(versions, deviceOf(0))),
            stateOf(merged(versions, observer)),
            'The replicated state of two devices',
          ),
        ),
    },
    {
      name: 'a version that is there already is superseded and changes nothing',
      check: () =>
        assert(written, (versions) => {
          const merger = merged(versions);
          const before = `${stateOf(merger)}\n${viewsOf(merger)}`;
          for (const version of versions) {
            const { outcome, touched } = merger.add(version);
            expectThat(outcome === 'superseded', () => `A repeated version is ${outcome}; expected superseded.`);
            expectThat(touched.length === 0, () => `A repeated version touches ${touched.join(', ')}.`);
          }
          same(before, `${stateOf(merger)}\n${viewsOf(merger)}`, 'What a repetition leaves');
        }),
    },
    {
      name: 'looking changes nothing',
      check: () =>
        assert(written, (versions) => {
          const watched = merged([]);
          for (const version of versions) {
            watched.add(version);
            viewsOf(watched);
            watched.replicated();
          }
          const unwatched = merged(versions);
          same(
            `${stateOf(watched)}\n${viewsOf(watched)}`,
            `${stateOf(unwatched)}\n${viewsOf(unwatched)}`,
            'What was looked at',
          );
        }),
    },
    {
      name: 'a write that is held is not in force',
      check: () =>
        assert(written, (versions) => {
          const merger = merged(versions);
          for (const objectId of objectIds) {
            const view = merger.view(objectId);
            const both = view?.inForce.filter((id) => view.held.includes(id)) ?? [];
            expectThat(both.length === 0, () => `${both.join(', ')} of ${objectId} are held and in force.`);
          }
        }),
    },
    {
      name: 'the context of an object covers all that is known of it',
      check: () =>
        assert(written, (versions) => {
          const merger = merged(versions);
          for (const { objectId, deviceId, clock } of versions) {
            const covered = merger.view(objectId)?.context.get(deviceId) ?? 0;
            expectThat(covered >= clock.n, () => `${objectId} covers ${deviceId} up to ${covered}, not ${clock.n}.`);
          }
        }),
    },
    {
      name: 'nothing is forgotten that somebody has not acknowledged',
      check: () =>
        assert(written, (versions) => {
          const merger = merged(versions);
          const before = stateOf(merger);
          const collected = merger.collect(new Map());
          expectThat(collected === 0, () => `${collected} versions went behind a frontier that covers none.`);
          same(before, stateOf(merger), 'What collecting leaves');
        }),
    },
  ];
};
