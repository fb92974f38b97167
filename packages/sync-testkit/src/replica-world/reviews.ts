import type { LocalChange } from '@sourceos/sync-kernel';
import type { Pick } from '../simulation/pick.js';
import type { KnownWrite } from '../simulation/world.js';
import { cast, deviceOf, personOf } from './identities.js';
import type { Inscribed, Scribe } from './scribe.js';

/** Makes reviews, some of them by nobody who may, or by who saw only a part of what there is. */
export interface ReviewDesk {
  readonly review: (pick: Pick, written: readonly KnownWrite[]) => Uint8Array | undefined;
  /** The statement ids of what a reviewer signed. */
  readonly signedBy: (name: string) => readonly string[];
}

export interface ReviewDeskOptions {
  readonly scribe: Scribe;
  readonly changes: (pick: Pick, deviceId: string) => readonly LocalChange[];
  /** Milliseconds since the epoch of the first review. */
  readonly start: number;
}

interface Known extends Inscribed {
  readonly name: string;
}

const nameOfObject = ({ collection, objectId }: KnownWrite): string => JSON.stringify([collection, objectId]);

export const createReviewDesk = ({ scribe, changes, start }: ReviewDeskOptions): ReviewDesk => {
  const byObject = new Map<string, Known[]>();
  let wall = start;

  /** A record for an edit, where a change of the same collection happens to come up. */
  const replacement = (pick: Pick, collection: string): LocalChange | undefined =>
    changes(pick, deviceOf(cast.members[0])).find(
      (change) => change.collection === collection && change.operation === 'put' && change.record !== undefined,
    );

  return {
    review: (pick, written) => {
      if (written.length === 0) return undefined;
      const about = pick.of(written);
      const object = nameOfObject(about);
      const name = pick.of(pick.chance(5) ? cast.members : cast.reviewers);
      const others = written.filter((write) => nameOfObject(write) === object && pick.chance(60));
      const known = byObject.get(object) ?? [];
      const edit = pick.chance(25) ? replacement(pick, about.collection)?.record : undefined;
      wall += 1;
      const inscribed = scribe.sign(
        {
          kind: 'review',
          reviewerId: personOf(name),
          deviceId: deviceOf(name),
          collection: about.collection,
          objectId: about.objectId,
          write: about.writeId,
          writeDevice: about.deviceId,
          candidates: [...new Set([about.writeId, ...others.map(({ writeId }) => writeId)])],
          sees: known.filter(() => pick.chance(60)).map(({ id }) => id),
          wall,
          ...(edit === undefined
            ? { verdict: pick.chance(60) ? ('approve' as const) : ('reject' as const) }
            : { verdict: 'edit' as const, record: edit }),
        },
        name,
      );
      byObject.set(object, [...known, { ...inscribed, name }]);
      return inscribed.bytes;
    },
    signedBy: (name) =>
      [...byObject.values()].flatMap((known) => known.filter((review) => review.name === name).map(({ id }) => id)),
  };
};
