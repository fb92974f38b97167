import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { rivals, singles } from './cases.js';
import { histories } from './history.js';
import { settlingLaws } from './review-laws.js';
import type { Subject } from './subject.js';

/** never_merge (I13). */
export const neverMergeLaws = (subject: Subject): readonly Law[] => [
  {
    name: 'what is in force is what somebody wrote, never a combination',
    check: () =>
      subject.assert(
        histories(
          subject.changes.filter(({ operation }) => operation === 'put'),
          3,
          12,
        ),
        (versions) => {
          const merger = subject.merged(versions);
          const texts = new Set(versions.map(({ objectId, record }) => canonical([objectId, record ?? null])));
          for (const objectId of subject.objectIds) {
            const record = merger.view(objectId)?.record;
            if (record === undefined) continue;
            expectThat(texts.has(canonical([objectId, record])), () => `Nobody wrote ${canonical(record)}.`);
          }
        },
      ),
  },
  {
    name: 'of two concurrent references both stay candidates',
    check: () =>
      subject.assert(rivals(subject), ({ objectId, left, right }) => {
        const view = subject.merged([left, right]).view(objectId);
        const candidates = [...(view?.inForce ?? []), ...(view?.held ?? [])];
        for (const { id } of [left, right])
          expectThat(candidates.includes(id), () => `${id} is no candidate any more.`);
      }),
  },
  {
    name: 'a device keeps the reference that it had',
    check: () =>
      subject.assert(rivals(subject), ({ objectId, left, right }) => {
        const { record } = subject.merged([left, right], left.deviceId).view(objectId) ?? {};
        expectThat(canonical(record ?? null) === canonical(left.record), () => 'The device lost its own reference.');
      }),
  },
];

/** quarantine: everything is held. */
export const quarantineLaws = (subject: Subject): readonly Law[] => [
  ...settlingLaws(subject, () => true),
  {
    name: 'nothing that came from elsewhere is in force before a person releases it',
    check: () =>
      subject.assert(singles(subject), (version) => {
        const merger = subject.merged([]);
        const { outcome } = merger.add(version);
        const view = merger.view(version.objectId);
        expectThat(outcome === 'held' || outcome === 'quarantined', () => `The write is ${outcome}.`);
        expectThat(view?.record === undefined && view?.inForce.length === 0, () => 'The write is in force.');
      }),
  },
];
