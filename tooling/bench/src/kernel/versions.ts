import { createHash } from 'node:crypto';
import type { Version } from '@sourceos/sync-kernel';
import { changesOf, type GraphChange } from './changes.js';
import type { Trace } from './trace.js';

export const deviceId = (device: number): string => `urn:srcos:device:bench-${device}`;
export const authorId = (device: number): string => `urn:srcos:person:bench-${device}`;

/** When the first write of every history is made: milliseconds since the epoch. */
export const startTime = 1_780_000_000_000;

/** Makes versions as the gate hands them to a strategy. */
export const createVersions = () => {
  const dots = new Map<number, number>();
  return {
    /** The dot of a device's last write; 0 before its first. */
    written: (device: number): number => dots.get(device) ?? 0,
    /** The version of a device's next write, which has seen `context`. */
    next: (device: number, change: GraphChange, wall: number, context: ReadonlyMap<string, number>): Version => {
      const n = (dots.get(device) ?? 0) + 1;
      dots.set(device, n);
      return {
        id: `sha256:${createHash('sha256').update(`${device} ${n}`).digest('hex')}`,
        objectId: change.objectId,
        operation: change.operation,
        deviceId: deviceId(device),
        authorId: authorId(device),
        clock: { wall, counter: 0, n, context },
        record: change.record,
      };
    },
  };
};

/** The trace as the versions that reach a device, one list for each burst. */
export const versionsOf = ({ rounds }: Trace): readonly (readonly Version[])[] => {
  const versions = createVersions();
  /** The version vector of each object as everybody knew it at the last exchange. */
  const known = new Map<string, Map<string, number>>();
  return rounds.flatMap((bursts, round) => {
    const made = bursts.map(({ device, operations }) => {
      const own = new Map<string, Map<string, number>>();
      let wall = startTime + round * 1_000_000;
      return operations.flatMap(changesOf).map((change) => {
        const context = own.get(change.objectId) ?? known.get(change.objectId) ?? new Map<string, number>();
        const version = versions.next(device, change, (wall += 1), context);
        own.set(change.objectId, new Map([...context, [version.deviceId, version.clock.n]]));
        return version;
      });
    });
    for (const { objectId, deviceId: author, clock } of made.flat()) {
      const vector = new Map(known.get(objectId));
      known.set(objectId, vector.set(author, clock.n));
    }
    return made;
  });
};
