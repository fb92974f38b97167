import type { Version } from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { put, rivals, singles } from './cases.js';
import { createHistory } from './history.js';
import { retentionLaws } from './retention-laws.js';
import type { Subject } from './subject.js';

/** append_only: what was written stays, and an author that contradicts itself is not believed. */
export const logLaws = (subject: Subject): readonly Law[] => [
  ...retentionLaws(subject),
  {
    name: 'an entry that was written is neither changed nor removed',
    check: () =>
      subject.assert(rivals(subject), ({ objectId, left, right }) => {
        const history = createHistory();
        const entry = history.write(0, put(objectId, left.record ?? {}));
        const later = (['put', 'patch', 'delete', 'tombstone'] as const).map((operation) =>
          history.write(0, {
            objectId,
            operation,
            record: operation === 'put' || operation === 'patch' ? right.record : undefined,
          }),
        );
        const merger = subject.merged([entry]);
        for (const version of later) {
          const { outcome } = merger.add(version);
          expectThat(outcome === 'quarantined', () => `A ${version.operation} of an entry is ${outcome}.`);
        }
        const { record } = merger.view(objectId) ?? {};
        expectThat(canonical(record ?? null) === canonical(entry.record), () => 'The entry has changed.');
      }),
  },
  {
    name: 'an author that signs two entries for one place is quarantined',
    check: () =>
      subject.assert(singles(subject), (entry) => {
        const twin: Version = {
          ...entry,
          id: entry.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
          objectId: `${entry.objectId}:twin`,
        };
        const merger = subject.merged([entry]);
        const { outcome } = merger.add(twin);
        expectThat(outcome === 'quarantined', () => `The second entry for one place is ${outcome}.`);
        expectThat(merger.view(twin.objectId)?.record === undefined, () => 'The second entry is in force.');
      }),
  },
];
