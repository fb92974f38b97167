import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { versionVector } from '../version-vector.js';

/** What a test says of a version; what it leaves out has a plain default. */
export interface VersionParts {
  readonly device: string;
  readonly n: number;
  readonly objectId?: string;
  readonly operation?: Version['operation'];
  readonly record?: JsonObject;
  /** The versions that the author had seen. */
  readonly saw?: readonly Version[];
  /** The wall time; by default later than all that was seen. */
  readonly wall?: number;
}

/** A version, with the context of what its author saw and a hybrid time after it. */
export const versionOf = (parts: VersionParts): Version => {
  const { device, n, objectId = 'urn:srcos:test:a', record, saw = [] } = parts;
  const deviceId = `urn:srcos:device:${device}`;
  return {
    id: `sha256:${device}-${String(n)}`,
    objectId,
    operation: parts.operation ?? (record === undefined ? 'delete' : 'put'),
    deviceId,
    authorId: deviceId,
    clock: {
      wall: parts.wall ?? Math.max(0, ...saw.map(({ clock }) => clock.wall)) + 1,
      counter: 0,
      n,
      context: versionVector(saw),
    },
    record,
  };
};
