import type { Version } from '../../model/version.js';
import type { GraphObject } from './graph-object.js';
import { replaces } from './operation.js';
import { upTo } from '../vector.js';

const behind = (version: Version, frontier: ReadonlyMap<string, number>): boolean =>
  upTo(frontier, version.deviceId) >= version.clock.n;

/** Whether every live member has acknowledged all that is known of the object. */
const settled = (object: GraphObject, frontier: ReadonlyMap<string, number>): boolean =>
  object.versions().every((version) => behind(version, frontier));

/** Of a sequence of versions, those that have a say in the record that it makes. */
const contributors = (versions: readonly Version[]): Set<Version> => {
  const contributing = new Set<Version>();
  const decided = new Set<string>();
  for (const version of versions.toReversed()) {
    const { record } = version;
    if (record === undefined) break;
    const whole = replaces(version);
    for (const name of Object.keys(record)) {
      if (decided.has(name)) continue;
      contributing.add(version);
      decided.add(name);
    }
    if (whole) break;
  }
  return contributing;
};

/**
 * What every member has acknowledged is one beginning of the sequence: a write to come has seen its last version, so
 * that only what has a say in the record there can matter again, whatever deletions or patches come concurrently.
 */
const spentHistory = (object: GraphObject, frontier: ReadonlyMap<string, number>): Version[] => {
  const { history, head } = object;
  if (history === undefined) return [];
  const sequence = [...history, head];
  const end = sequence.findIndex((version) => !behind(version, frontier));
  const acknowledged = end === -1 ? sequence : sequence.slice(0, end);
  const contributing = contributors(acknowledged);
  const spent = acknowledged.filter((version) => version !== head && !contributing.has(version));
  if (spent.length > 0) {
    const gone = new Set(spent);
    const left = history.filter((version) => !gone.has(version));
    object.history = left.length === 0 ? undefined : left;
  }
  return spent;
};

/**
 * Forgets the versions of an object that no value in force, no conflict and no write to come needs, and gives them
 * back; all of them where the object is gone. A write that did not see an acknowledged one cannot come any more.
 */
export const collectObject = (object: GraphObject, frontier: ReadonlyMap<string, number>): readonly Version[] => {
  if (!object.alive()) return settled(object, frontier) ? object.versions() : [];
  if (object.split === undefined) return spentHistory(object, frontier);
  if (!settled(object, frontier)) return [];
  const spent = object.split.spent();
  object.split.forget(spent);
  return spent;
};
