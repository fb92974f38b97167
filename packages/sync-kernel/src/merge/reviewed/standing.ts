import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';

/** The writes that a record comes from, newest first; shared between the values of a history. */
export interface Sources {
  readonly id: string;
  readonly rest: Sources | undefined;
}

/** A value in force, and the one that was in force before it. */
export interface Standing {
  readonly record: JsonObject | undefined;
  /** The version that brought it into force. */
  readonly version: Version;
  /** What an author must have seen to have known it: all of these, or one of `same`. */
  readonly basis: readonly Version[];
  /** Concurrent versions that say the same. */
  readonly same: readonly Version[];
  readonly sources: Sources | undefined;
  /** Whether a person put it there: what did not know it does not take its place. */
  readonly settled: boolean;
  readonly previous: Standing | undefined;
}

/** Whether the author of a version knew the value. Where there is none yet, everybody does. */
export const knows = (version: Version, standing: Standing | undefined): boolean =>
  standing === undefined ||
  standing.basis.every((part) => sees(version, part)) ||
  standing.same.some((part) => sees(version, part));

/** The newest value in force that the author knew. */
export const knownStanding = (version: Version, standing: Standing | undefined): Standing | undefined => {
  let known = standing;
  while (known !== undefined && !knows(version, known)) known = known.previous;
  return known;
};

/** The write ids of a record, newest first. */
export const sourceIds = (standing: Standing | undefined): readonly string[] => {
  const ids: string[] = [];
  for (let link = standing?.sources; link !== undefined; link = link.rest) ids.push(link.id);
  return ids;
};
