import type { Review } from '../../control/control-view.js';
import { isAgent } from '../../model/is-agent.js';
import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { concurrent } from '../causality.js';
import { compareText } from '../hybrid-order.js';
import { sameJson } from '../same-json.js';

/** What a person settled: a write in force as it is or, with a record, by that record. */
export interface Settlement {
  readonly write: string;
  /** What the reviewers saw, the write among them. */
  readonly candidates: ReadonlySet<string>;
  /** Of an edit: what takes the place of the candidates. */
  readonly record?: JsonObject;
}

/** What the reviews of one object come to. */
export interface Decisions {
  readonly settlements: ReadonlyMap<string, Settlement>;
  readonly rejected: ReadonlySet<string>;
  /** Candidates that were seen and not chosen, and the decision that chose another. */
  readonly dismissed: ReadonlyMap<string, Settlement>;
  /** Writes on which concurrent decisions disagree: they wait again. */
  readonly contested: ReadonlySet<string>;
}

const settles = ({ verdict }: Review): boolean => verdict !== 'reject';

const overlap = (a: Review, b: Review): boolean => a.candidates.some((id) => b.candidates.includes(id));

const sameOutcome = (a: Review, b: Review): boolean =>
  a.verdict === 'edit'
    ? b.verdict === 'edit' && sameJson(a.record, b.record)
    : a.verdict === b.verdict && a.write === b.write;

/** Whether the second decision took the place of the first: it knew it, and is about the same choice. */
const supersedes = (later: Review, earlier: Review, apart: boolean): boolean =>
  later.sees.includes(earlier.id) &&
  (later.write === earlier.write || (settles(later) && settles(earlier) && (apart || overlap(later, earlier))));

/** Whether two decisions that did not know each other cannot both stand (I12). */
const contradict = (a: Review, b: Review, apart: boolean): boolean => {
  if (sameOutcome(a, b)) return false;
  if (a.write === b.write || apart) return true;
  return overlap(a, b) && (a.verdict === 'edit' || b.verdict === 'edit');
};

/** Joins decisions that say the same: one settlement, with everything that any of them saw. */
const joined = (reviews: readonly Review[]): readonly Settlement[] => {
  const result: { review: Review; candidates: Set<string> }[] = [];
  for (const review of reviews) {
    const same = result.find(
      (other) =>
        sameOutcome(other.review, review) &&
        (other.review.write === review.write || review.candidates.some((id) => other.candidates.has(id))),
    );
    if (same === undefined) result.push({ review, candidates: new Set(review.candidates) });
    else for (const id of review.candidates) same.candidates.add(id);
  }
  return result.map(({ review: { write, record, verdict }, candidates }) =>
    verdict === 'edit' && record !== undefined ? { write, candidates, record } : { write, candidates },
  );
};

/**
 * Whether a review counts: by no agent, not from the device that authored the write, about a write that is held
 * here and came from the device that the reviewer says (I12).
 */
const counts = (review: Review, version: Version | undefined): boolean =>
  review.writeDevice === version?.deviceId &&
  review.deviceId !== review.writeDevice &&
  !isAgent(review.reviewerId) &&
  review.candidates.includes(review.write) &&
  (review.verdict !== 'edit' || review.record !== undefined);

/** Reads the reviews of one object, a function of the sets of reviews and versions: their order means nothing (I10). */
export const decide = (reviews: readonly Review[], versions: ReadonlyMap<string, Version>): Decisions => {
  const valid = reviews
    .filter((review) => counts(review, versions.get(review.write)))
    .sort((a, b) => compareText(a.write, b.write) || compareText(a.id, b.id));
  const apart = (a: Review, b: Review): boolean => {
    const [left, right] = [versions.get(a.write), versions.get(b.write)];
    return left !== undefined && right !== undefined && concurrent(left, right);
  };
  const standing = valid.filter((review) => !valid.some((later) => supersedes(later, review, apart(later, review))));
  const rejected = new Set(standing.filter((review) => !settles(review)).map(({ write }) => write));
  const settling = standing.filter((review) => settles(review) && !rejected.has(review.write));
  const contested = new Set<string>();
  for (const review of settling) {
    if (settling.some((other) => other !== review && contradict(review, other, apart(review, other)))) {
      contested.add(review.write);
    }
  }
  const settlements = new Map<string, Settlement>();
  for (const settlement of joined(settling.filter(({ write }) => !contested.has(write)))) {
    settlements.set(settlement.write, settlement);
  }
  const dismissed = new Map<string, Settlement>();
  for (const settlement of settlements.values()) {
    for (const id of settlement.candidates) {
      if (settlements.has(id) || rejected.has(id) || dismissed.has(id)) continue;
      dismissed.set(id, settlement);
    }
  }
  return { settlements, rejected, dismissed, contested };
};
