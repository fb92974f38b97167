import type { JsonObject, Version } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { createHistory } from './history.js';
import type { Subject } from './subject.js';

export const put = (
  objectId: string,
  record: JsonObject,
): { objectId: string; operation: 'put'; record: JsonObject } => ({
  objectId,
  operation: 'put',
  record,
});

/** A record, and two records that concurrent authors, 1 and 2, who knew it put in its place: all three differ. */
export interface Fork {
  readonly objectId: string;
  readonly base: Version;
  readonly left: Version;
  readonly right: Version;
}

/** Three records of which no two are equal. */
const threeRecords = ({ options: { records } }: Subject): fc.Arbitrary<readonly [JsonObject, JsonObject, JsonObject]> =>
  fc.tuple(records, records, records).filter((three) => new Set(three.map(canonical)).size === three.length);

export const forks = (subject: Subject): fc.Arbitrary<Fork> =>
  fc.tuple(fc.constantFrom(...subject.objectIds), threeRecords(subject)).map(([objectId, [first, second, third]]) => {
    const history = createHistory();
    const base = history.write(0, put(objectId, first));
    history.learn(1, 0);
    history.learn(2, 0);
    const left = history.write(1, put(objectId, second));
    const right = history.write(2, put(objectId, third));
    return { objectId, base, left, right };
  });

/** Concurrent first versions of one object, by authors 0 and 1, whose records differ. */
export const rivals = (subject: Subject): fc.Arbitrary<{ objectId: string; left: Version; right: Version }> =>
  fc.tuple(fc.constantFrom(...subject.objectIds), threeRecords(subject)).map(([objectId, [first, second]]) => {
    const history = createHistory();
    return { objectId, left: history.write(0, put(objectId, first)), right: history.write(1, put(objectId, second)) };
  });

/** One version of one object, by author 0. */
export const singles = ({ objectIds, options: { records } }: Subject): fc.Arbitrary<Version> =>
  fc
    .tuple(fc.constantFrom(...objectIds), records)
    .map(([objectId, record]) => createHistory().write(0, put(objectId, record)));
