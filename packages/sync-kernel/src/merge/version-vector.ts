import type { Version } from '../model/version.js';
import { join } from './vector.js';

/** Raises `vector` so that it covers everything that `version` is and that its author knew. */
export const coverVersion = (vector: Map<string, number>, version: Version): void => {
  join(vector, version.clock.context);
  if (version.clock.n > (vector.get(version.deviceId) ?? 0)) vector.set(version.deviceId, version.clock.n);
};

/** Device → highest dot known: what the versions are, and what their authors had seen. The context of a next write. */
export const versionVector = (versions: Iterable<Version>): Map<string, number> => {
  const vector = new Map<string, number>();
  for (const version of versions) coverVersion(vector, version);
  return vector;
};
