import { changedPointers, type Change, type Review, type Version } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { forks, singles } from './cases.js';
import { deviceOf, personOf } from './history.js';
import type { Subject } from './subject.js';

/** A decision about a version by somebody who did not make it. */
const reviewOf = (version: Version, verdict: 'approve' | 'reject', collection: string): Review => ({
  id: version.id.replace(/^sha256:../, verdict === 'approve' ? 'sha256:aa' : 'sha256:bb'),
  reviewerId: personOf(deviceOf(8)),
  deviceId: deviceOf(8),
  collection,
  objectId: version.objectId,
  write: version.id,
  candidates: [version.id],
  verdict,
  writeDevice: version.deviceId,
  sees: [],
});

/** Whether the record, new as it is, is dangerous. */
const dangerous = (subject: Subject, version: Version): boolean => {
  const { objectId, operation, authorId, deviceId, record } = version;
  const change: Change = {
    objectId,
    operation,
    authorId,
    deviceId,
    before: undefined,
    after: record,
    pointers: changedPointers(undefined, record),
  };
  return subject.engine.classify(change).danger === 'dangerous';
};

/** What a review settles (I12), for strategies that hold. */
export const settlingLaws = (subject: Subject, holds: (version: Version) => boolean): readonly Law[] => {
  const { collection } = subject.engine.manifest;
  const held = singles(subject);
  return [
    {
      name: 'an approval puts what was held in force',
      check: () =>
        subject.assert(held, (version) => {
          // Not a filter: where nothing ever holds, the law fails and does not search for ever.
          fc.pre(holds(version));
          const view = subject
            .merged([version], undefined, [reviewOf(version, 'approve', collection)])
            .view(version.objectId);
          expectThat(view?.held.length === 0, () => 'The approved write is still held.');
          expectThat(
            canonical(view.record ?? null) === canonical(version.record),
            () => 'The approved write is not in force.',
          );
        }),
    },
    {
      name: 'a rejection keeps what was held out of force',
      check: () =>
        subject.assert(held, (version) => {
          // Not a filter: where nothing ever holds, the law fails and does not search for ever.
          fc.pre(holds(version));
          const view = subject
            .merged([version], undefined, [reviewOf(version, 'reject', collection)])
            .view(version.objectId);
          expectThat(view?.record === undefined, () => 'The rejected write is in force.');
        }),
    },
    {
      name: 'a rejection beats an approval',
      check: () =>
        subject.assert(held, (version) => {
          // Not a filter: where nothing ever holds, the law fails and does not search for ever.
          fc.pre(holds(version));
          const reviews = (['approve', 'reject'] as const).map((verdict) => reviewOf(version, verdict, collection));
          const view = subject.merged([version], undefined, reviews).view(version.objectId);
          expectThat(view?.record === undefined, () => 'The write is in force, though somebody rejected it.');
        }),
    },
  ];
};

/** manual_review (I11). */
export const manualReviewLaws = (subject: Subject): readonly Law[] => [
  ...settlingLaws(subject, (version) => dangerous(subject, version)),
  {
    name: 'a dangerous change from elsewhere is held, and not in force',
    check: () =>
      subject.assert(singles(subject), (version) => {
        fc.pre(dangerous(subject, version));
        const view = subject.merged([version]).view(version.objectId);
        expectThat(view?.held.includes(version.id) === true, () => 'The dangerous change is not held.');
        expectThat(view.record === undefined, () => 'The dangerous change is in force.');
      }),
  },
  {
    name: 'what a device writes itself is in force on it at once',
    check: () =>
      subject.assert(singles(subject), (version) => {
        const view = subject.merged([version], version.deviceId).view(version.objectId);
        expectThat(canonical(view?.record ?? null) === canonical(version.record), () => 'It is not in force.');
      }),
  },
  {
    name: 'of concurrent edits that nobody resolved, neither replaces the other',
    check: () =>
      subject.assert(forks(subject), ({ objectId, base, left, right }) => {
        const conflict = { objectId, before: base.record, candidates: [left.record ?? {}, right.record ?? {}] };
        fc.pre(subject.engine.resolve(conflict) === undefined);
        const view = subject.merged([base, left, right]).view(objectId);
        const both = [left.id, right.id].filter((id) => view?.held.includes(id) === true);
        expectThat(both.length > 0, () => 'Neither of two concurrent edits is held.');
      }),
  },
];
