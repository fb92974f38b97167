import type { Review } from '../../control/control-view.js';
import type { Version } from '../../model/version.js';
import { insertInOrder } from '../version-order.js';
import { coverVersion } from '../version-vector.js';
import { decide, type Decisions } from './decisions.js';
import { createReplay, type Replay, type ReviewRules } from './replay.js';
import type { MergerOptions } from '../strategy.js';
import type { Standing } from './standing.js';

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
  /** Forgets the versions, which are the first in hybrid order. */
  readonly forget: (versions: readonly Version[]) => void;
}

const noDecisions: Decisions = {
  settlements: new Map(),
  rejected: new Set(),
  dismissed: new Map(),
  contested: new Set(),
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
    forget: (versions) => {
      if (versions.length === 0) return;
      const prefix = createReplay({ engine, deviceId, rules, decisions: noDecisions, versions: byId, floor });
      for (const version of versions) {
        prefix.step(version);
        byId.delete(version.id);
        collected.set(version.deviceId, Math.max(version.clock.n, collected.get(version.deviceId) ?? 0));
      }
      const standing = prefix.standing();
      floor = standing === undefined ? undefined : { ...standing, previous: undefined };
      order.splice(0, versions.length);
      replay = undefined;
    },
  };
};
