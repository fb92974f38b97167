import type { Version } from '../model/version.js';

/** Whether the author of `version` knew `other`: its context covers the other's dot. Both are of one object. */
export const sees = (version: Version, other: Version): boolean =>
  (version.clock.context.get(other.deviceId) ?? 0) >= other.clock.n;

/** Whether neither author knew the other's write. A write is not concurrent with itself. */
export const concurrent = (a: Version, b: Version): boolean => a.id !== b.id && !sees(a, b) && !sees(b, a);
