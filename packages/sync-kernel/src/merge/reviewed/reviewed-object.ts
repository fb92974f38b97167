import type { Review } from '../../control/control-view.js';
import type { Version } from '../../model/version.js';
import { insertInOrder } from '../version-order.js';
import { coverVersion } from '../version-vector.js';
import { decide, type Decisions } from './decisions.js';
import { createReplay, type Replay, type ReviewRules } from './replay.js';
import type { MergerOptions } from '../strategy.js';
import { knows, type Standing } from './standing.js';

/** One object of a reviewed strategy: its versions, and what the reviews as they are now make of them. */
export interface ReviewedObject {
  /** In hybrid order. */
  readonly versions: readonly Version[];
  /** Everything known of the object, collected versions included. */
  readonly context: ReadonlyMap<string, number>;
  /** Whether the version was there already, or was collected. */
  readonly has: (version: Version) => boolean;
  readonly insert: (version: Version) => void;
  readonly replay: () => Replay;
  readonly decisions: () => Decisions;
  /** The collection's reviews of the object. */
  readonly reviews: () => readonly Review[];
  /**
   * Forgets the first versions in hybrid order, up to so many, and as far as those that are left knew what was in
   * force there: what they build on is kept. How many it forgot.
   */
  readonly forget: (most: number) => number;
}

const noDecisions: Decisions = {
  settlements: new Map(),
  rejected: new Set(),
  dismissed: new Map(),
  contested: new Set(),
};

/** The most versions at the beginning after which everybody who wrote later knew what they had brought into force. */
const lastKnown = (standings: readonly (Standing | undefined)[], order: readonly Version[]): number => {
  let end = standings.length;
  for (let before = -1; before !== end;) {
    before = end;
    for (const version of order.slice(end)) while (end > 0 && !knows(version, standings[end - 1])) end -= 1;
  }
  return end;
};

export const createReviewedObject = (
  objectId: string,
  { engine, deviceId, control }: MergerOptions,
  rules: ReviewRules,
): ReviewedObject => {
  const order: Version[] = [];
  const byId = new Map<string, Version>();
  const context = new Map<string, number>();
  /** Per device the last dot that was collected: what every live member acknowledged does not come again. */
  const collected = new Map<string, number>();
  let floor: Standing | undefined;
  let revision: number | undefined;
  let reviews: readonly Review[] = [];
  let decisions = noDecisions;
  let replay: Replay | undefined;

  const refresh = (): void => {
    if (revision === control.revision) return;
    revision = control.revision;
    const before = reviews;
    reviews = control.reviews(objectId).filter(({ collection }) => collection === engine.manifest.collection);
    if (before.length > 0 || reviews.length > 0) replay = undefined;
  };

  const current = (): Replay => {
    refresh();
    if (replay !== undefined) return replay;
    decisions = reviews.length === 0 ? noDecisions : decide(reviews, byId);
    const made = createReplay({ engine, deviceId, rules, decisions, versions: byId, floor });
    for (const version of order) made.step(version);
    replay = made;
    return made;
  };

  const mentioned = ({ id }: Version): boolean =>
    reviews.some(({ write, candidates }) => write === id || candidates.includes(id));

  return {
    versions: order,
    context,
    has: (version) => byId.has(version.id) || version.clock.n <= (collected.get(version.deviceId) ?? 0),
    insert: (version) => {
      const place = insertInOrder(order, version);
      byId.set(version.id, version);
      coverVersion(context, version);
      refresh();
      // The newest version of all changes nothing that was played before it.
      if (place === order.length - 1 && !mentioned(version)) replay?.step(version);
      else replay = undefined;
    },
    replay: current,
    decisions: () => {
      current();
      return decisions;
    },
    reviews: () => {
      refresh();
      return reviews;
    },
    forget: (most) => {
      const prefix = createReplay({ engine, deviceId, rules, decisions: noDecisions, versions: byId, floor });
      const standings = order.slice(0, most).map((version) => {
        prefix.step(version);
        return prefix.standing();
      });
      const end = lastKnown(standings, order);
      if (end === 0) return 0;
      const standing = standings[end - 1];
      floor = standing === undefined ? undefined : { ...standing, previous: undefined };
      for (const { id, deviceId: author, clock } of order.splice(0, end)) {
        byId.delete(id);
        collected.set(author, Math.max(clock.n, collected.get(author) ?? 0));
      }
      replay = undefined;
      return end;
    },
  };
};
