import type { World } from '../simulation/world.js';
import { cast, deviceOf, nameOf } from './identities.js';
import type { Scribe } from './scribe.js';

/**
 * Makes acknowledgements. The members who break the rules say that they hold what every honest one does: else nobody
 * would ever forget anything, and with it they can write as if they had not seen what they acknowledged.
 */
export const createAcknowledgements = (scribe: Scribe): NonNullable<World['acknowledge']> => {
  const latest = new Map<string, ReadonlyMap<string, number>>();
  const common = (): Record<string, number> => {
    const [first, ...others] = latest.values();
    if (first === undefined || latest.size < cast.members.length) return {};
    return Object.fromEntries(
      [...first].map(([device, n]) => [device, Math.min(n, ...others.map((held) => held.get(device) ?? 0))]),
    );
  };
  const say = (deviceId: string, frontier: Record<string, number>, wall: number): Uint8Array =>
    scribe.sign({ kind: 'acknowledgement', deviceId, frontier, wall }, nameOf(deviceId)).bytes;

  return (deviceId, held, time) => {
    latest.set(deviceId, held);
    const claimed = common();
    const claims = Object.keys(claimed).length === 0 ? [] : [cast.equivocator, cast.removed, cast.undelegated];
    return [say(deviceId, Object.fromEntries(held), time), ...claims.map((name) => say(deviceOf(name), claimed, time))];
  };
};
