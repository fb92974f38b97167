import type { Engine } from '../../engine/engine.js';
import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';
import { compareHybrid, compareText } from '../hybrid-order.js';
import { applyPatch } from '../apply-patch.js';
import { insertInOrder } from '../version-order.js';
import { coverVersion } from '../version-vector.js';

/** An authorised version with its whole record and the number that orders it. */
export interface Authorised {
  readonly version: Version;
  readonly record: JsonObject | undefined;
  readonly number: number;
  /** Whether its author had seen a higher number: versions never go back. */
  readonly goesBack: boolean;
}

/** One object's authorised versions. */
export interface AuthorityObject {
  readonly context: ReadonlyMap<string, number>;
  readonly has: (version: Version) => boolean;
  readonly insert: (version: Version) => void;
  /** What no later version took the place of; a function of the set. */
  readonly tips: () => readonly Authorised[];
  /** The highest by number, then by write id; undefined where there is none. */
  readonly winner: () => Authorised | undefined;
  /** Whether every version is acknowledged. */
  readonly acknowledged: (frontier: ReadonlyMap<string, number>) => boolean;
  /** Forgets what was replaced; returns how many versions went. */
  readonly forgetReplaced: () => number;
}

const highest = (versions: readonly Authorised[]): Authorised | undefined =>
  versions.reduce<Authorised | undefined>((best, next) => {
    if (best === undefined || next.number > best.number) return next;
    return next.number === best.number && compareText(next.version.id, best.version.id) > 0 ? next : best;
  }, undefined);

/** A version takes the place of an earlier one that its author saw and that is not numbered higher. */
const replaces = (later: Authorised, earlier: Authorised): boolean =>
  later.number >= earlier.number && sees(later.version, earlier.version);

const withTip = (tips: readonly Authorised[], next: Authorised): readonly Authorised[] => [
  ...tips.filter((tip) => !replaces(next, tip)),
  next,
];

export const createAuthorityObject = ({ merge }: Engine): AuthorityObject => {
  const order: Version[] = [];
  const known = new Set<string>();
  const context = new Map<string, number>();
  const collected = new Map<string, number>();
  /** Versions whose record no longer depends on others, which were forgotten. */
  const fixed = new Map<string, Authorised>();
  let played: Authorised[] = [];
  let tips: readonly Authorised[] = [];
  let stale = false;

  const numberOf = (record: JsonObject): number => {
    const number = merge.authority?.version?.(record) ?? 0;
    return Number.isFinite(number) ? number : 0;
  };

  /** What the author of a version had in force. */
  const baseOf = (version: Version): Authorised | undefined => {
    if (tips.every((tip) => sees(version, tip.version))) return highest(tips);
    const seen = played.filter((other) => sees(version, other.version));
    return highest(seen.reduce(withTip, []));
  };

  const authorise = (version: Version): Authorised => {
    const frozen = fixed.get(version.id);
    if (frozen !== undefined) return frozen;
    const base = baseOf(version);
    const record =
      version.operation === 'patch' && version.record !== undefined
        ? applyPatch(base?.record, version.record)
        : version.record;
    // A deletion has no record to number it: it stands where what it deletes stood.
    const number = record === undefined ? (base?.number ?? 0) : numberOf(record);
    return { version, record, number, goesBack: base !== undefined && number < base.number };
  };

  const play = (version: Version): void => {
    const next = authorise(version);
    tips = withTip(tips, next);
    played.push(next);
  };

  const current = (): readonly Authorised[] => {
    if (stale) {
      played = [];
      tips = [];
      for (const version of order) play(version);
      stale = false;
    }
    return tips;
  };

  return {
    context,
    has: ({ id, deviceId, clock }) => known.has(id) || clock.n <= (collected.get(deviceId) ?? 0),
    insert: (version) => {
      known.add(version.id);
      coverVersion(context, version);
      const place = insertInOrder(order, version);
      if (place < order.length - 1) stale = true;
      else if (!stale) play(version);
    },
    tips: current,
    winner: () => highest(current()),
    acknowledged: (frontier) => order.every(({ deviceId, clock }) => clock.n <= (frontier.get(deviceId) ?? 0)),
    forgetReplaced: () => {
      const kept = current();
      const gone = order.length - kept.length;
      for (const { deviceId, clock } of order) {
        collected.set(deviceId, Math.max(clock.n, collected.get(deviceId) ?? 0));
      }
      for (const tip of kept) fixed.set(tip.version.id, tip);
      played = [...kept];
      order.splice(0, order.length, ...kept.map(({ version }) => version).sort(compareHybrid));
      return gone;
    },
  };
};
