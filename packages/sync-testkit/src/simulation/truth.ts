import type { Decision } from '@sourceos/sync-kernel';
import type { KnownWrite } from './world.js';

/** What the simulation knows of a write because it saw who made it. */
export type Standing =
  /** Acknowledged to an honest member: it is lost nowhere. */
  | 'must'
  /** A member made it, and its log was contradicted later, or it was told that it may not: it may stand or fall. */
  | 'may'
  /** Nobody entitled made it: it takes effect nowhere. */
  | 'never';

/** Who made which write: the ground truth that replicas, which see only bytes, are held against. */
export interface Truth {
  /** Notes what an author was told; returns the ids of writes that were acknowledged. */
  readonly acknowledge: (decisions: readonly Decision[], deviceId: string, standing: Standing) => readonly string[];
  /** Notes that the writes of a device after its first `last` do not stand. */
  readonly remove: (deviceId: string, last: number) => void;
  /** How many writes of a device were noted. */
  readonly count: (deviceId: string) => number;
  /** Notes a contradiction: two lists of writes that start at one place of a log. */
  readonly fork: (first: readonly string[], second: readonly string[]) => void;
  readonly standing: (writeId: string) => Standing | undefined;
  /** Whether a replica that has not heard everything yet may have it in force. */
  readonly wasAllowed: (writeId: string) => boolean;
  readonly written: () => readonly KnownWrite[];
  readonly mustStand: () => Iterable<string>;
}

const acknowledged = ({ outcome }: Decision): boolean => outcome !== 'rejected' && outcome !== 'quarantined';

/** A write that was signed and is refused by its author's own device, until it hears of a right to it. */
const unentitled = ({ outcome, deviceId }: Decision): boolean => outcome === 'quarantined' && deviceId !== undefined;

export const createTruth = (): Truth => {
  const standings = new Map<string, Standing>();
  const allowed = new Set<string>();
  const logs = new Map<string, string[]>();
  const written: KnownWrite[] = [];

  const note = ({ writeId, authorId, collection, objectId }: Decision, deviceId: string): void => {
    allowed.add(writeId);
    const log = logs.get(deviceId) ?? [];
    logs.set(deviceId, log);
    log.push(writeId);
    if (collection === undefined || objectId === undefined) return;
    const author = authorId === undefined ? {} : { authorId };
    written.push({ writeId, deviceId, ...author, n: log.length, collection, objectId });
  };

  return {
    acknowledge: (decisions, deviceId, standing) => {
      const ids: string[] = [];
      for (const decision of decisions) {
        if (unentitled(decision) && standing !== 'never') {
          // Somebody signed it all the same: it takes up a place in the log, and what comes may entitle it.
          standings.set(decision.writeId, 'may');
          note(decision, deviceId);
        }
        if (!acknowledged(decision)) continue;
        const { writeId } = decision;
        ids.push(writeId);
        standings.set(writeId, standing);
        if (standing === 'never') continue;
        note(decision, deviceId);
      }
      return ids;
    },
    remove: (deviceId, last) => {
      for (const id of (logs.get(deviceId) ?? []).slice(last)) standings.set(id, 'never');
    },
    count: (deviceId) => logs.get(deviceId)?.length ?? 0,
    fork: (first, second) => {
      const contested = Math.min(first.length, second.length);
      for (const branch of [first, second]) {
        branch.forEach((id, index) => standings.set(id, index < contested ? 'never' : 'may'));
      }
    },
    standing: (writeId) => standings.get(writeId),
    wasAllowed: (writeId) => allowed.has(writeId),
    written: () => written,
    mustStand: function* () {
      for (const [id, standing] of standings) if (standing === 'must') yield id;
    },
  };
};
