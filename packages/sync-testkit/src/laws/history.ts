import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonObject, Version } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';

/** What one write of a history does. */
export interface LawChange {
  readonly objectId: string;
  readonly operation: Version['operation'];
  readonly record: JsonObject | undefined;
}

/** A device of the laws. */
export const deviceOf = (index: number): string => `urn:srcos:device:${index}`;
/** The person behind it. */
export const personOf = (deviceId: string): string => deviceId.replace(':device:', ':user:');

/** Versions as devices make them that hear of each other now and then. */
export interface History {
  /** Adds a version that `device` makes, knowing what it knows. */
  readonly write: (device: number, change: LawChange) => Version;
  /** Has `device` learn everything that `from` knows. */
  readonly learn: (device: number, from: number) => void;
  readonly versions: () => readonly Version[];
}

export const createHistory = (): History => {
  const all: Version[] = [];
  const known = new Map<number, Set<Version>>();
  const knownTo = (device: number): Set<Version> => {
    const found = known.get(device) ?? new Set();
    known.set(device, found);
    return found;
  };
  return {
    write: (device, { objectId, operation, record }) => {
      const deviceId = deviceOf(device);
      const seen = knownTo(device);
      const context = new Map<string, number>();
      let wall = 1_000;
      for (const version of seen) {
        wall = Math.max(wall, version.clock.wall + 1);
        if (version.objectId !== objectId) continue;
        context.set(version.deviceId, Math.max(context.get(version.deviceId) ?? 0, version.clock.n));
      }
      const n = all.filter((version) => version.deviceId === deviceId).length + 1;
      const version: Version = {
        id: `sha256:${bytesToHex(sha256(utf8ToBytes(`${deviceId} ${n}`)))}`,
        objectId,
        operation,
        deviceId,
        authorId: personOf(deviceId),
        clock: { wall, counter: 0, n, context },
        record,
      };
      all.push(version);
      seen.add(version);
      return version;
    },
    learn: (device, from) => {
      for (const version of knownTo(from)) knownTo(device).add(version);
    },
    versions: () => all,
  };
};

/** Histories of up to `steps` writes and exchanges between devices. */
export const histories = (
  changes: fc.Arbitrary<LawChange>,
  devices: number,
  steps: number,
): fc.Arbitrary<readonly Version[]> => {
  const device = fc.nat({ max: devices - 1 });
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ device, change: changes }) },
    { weight: 2, arbitrary: fc.record({ device, from: device }) },
  );
  return fc.array(step, { minLength: 1, maxLength: steps }).map((taken) => {
    const history = createHistory();
    for (const each of taken) {
      if ('change' in each) history.write(each.device, each.change);
      else history.learn(each.device, each.from);
    }
    return history.versions();
  });
};

/** The versions in another order, some of them more than once. */
export const arrivals = (versions: readonly Version[]): fc.Arbitrary<readonly Version[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...versions], { minLength: versions.length, maxLength: versions.length }),
      fc.shuffledSubarray([...versions]),
      fc.nat({ max: versions.length }),
    )
    .map(([order, again, at]) => [...order.slice(0, at), ...again, ...order.slice(at)]);
