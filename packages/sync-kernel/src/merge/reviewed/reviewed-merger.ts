import type { Json } from '../../model/json.js';
import { reasonOf } from '../../model/reason-of.js';
import type { Version } from '../../model/version.js';
import { sees } from '../causality.js';
import { compareText } from '../hybrid-order.js';
import type { Merger, MergeResult, MergerOptions, ObjectView } from '../strategy.js';
import { conflictOf, maximal, maximalAndRivals, tipsOfBranches } from './contenders.js';
import type { ReviewRules } from './replay.js';
import { createReviewedObject, type ReviewedObject } from './reviewed-object.js';
import { sourceIds } from './standing.js';

const nothing: MergeResult = { outcome: 'superseded', reasons: [], touched: [] };

const resultOf = (object: ReviewedObject, { id, objectId }: Version): MergeResult => {
  const replay = object.replay();
  const verdict = replay.verdicts.get(id);
  const touched = [objectId];
  switch (verdict?.state) {
    case 'held':
      return { outcome: 'held', reasons: [verdict.reason], touched };
    case 'rejected':
      return { outcome: 'held', reasons: [reasonOf('review_rejected')], touched };
    case 'merged':
      return { outcome: 'merged', reasons: [], touched };
    case 'in_force': {
      const standing = replay.standing();
      const stands = standing?.version.id === id || sourceIds(standing).includes(id);
      return { outcome: stands ? 'applied' : 'superseded', reasons: [], touched };
    }
    default:
      return { outcome: 'superseded', reasons: [], touched };
  }
};

const candidatesOf = (object: ReviewedObject, rules: ReviewRules): readonly Version[] =>
  rules.keepsRivals ? maximalAndRivals(object.versions) : maximal(object.versions);

/** Candidates that nobody has decided about; a function of the versions and reviews alone. */
const openCandidates = (object: ReviewedObject, rules: ReviewRules): readonly Version[] => {
  const { rejected, dismissed, settlements } = object.decisions();
  const chosen = object.versions.filter(({ id }) => settlements.has(id));
  const open = candidatesOf(object, rules).filter(
    (version) =>
      !rejected.has(version.id) &&
      !dismissed.has(version.id) &&
      !chosen.some((other) => other !== version && sees(other, version)),
  );
  return rules.keepsRivals ? tipsOfBranches(open) : open;
};

const viewOf = (objectId: string, object: ReviewedObject, rules: ReviewRules): ObjectView => {
  const replay = object.replay();
  const standing = replay.standing();
  return {
    record: standing?.record,
    context: object.context,
    inForce: sourceIds(standing),
    held: [...replay.held.keys()].sort(compareText),
    conflicts: replay.held.size > 0 ? conflictOf(objectId, openCandidates(object, rules), standing) : [],
  };
};

const replicatedObject = (objectId: string, object: ReviewedObject, rules: ReviewRules): Json => ({
  objectId,
  candidates: [...candidatesOf(object, rules)]
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, operation, deviceId, record }) => ({ id, operation, deviceId, record: record ?? null })),
  reviews: object
    .reviews()
    .map(({ id }) => id)
    .sort(compareText),
});

/** How many of the oldest versions are settled for good: acknowledged, replaced, and never before a person. */
const forgettable = (object: ReviewedObject, rules: ReviewRules, frontier: ReadonlyMap<string, number>): number => {
  const { verdicts } = object.replay();
  const needed = new Set(candidatesOf(object, rules).map(({ id }) => id));
  const reviewed = new Set(object.reviews().flatMap(({ write, candidates }) => [write, ...candidates]));
  const end = object.versions.findIndex(
    ({ id, deviceId, clock }) =>
      clock.n > (frontier.get(deviceId) ?? 0) ||
      needed.has(id) ||
      reviewed.has(id) ||
      !['in_force', 'merged'].includes(verdicts.get(id)?.state ?? ''),
  );
  return end < 0 ? object.versions.length : end;
};

/** A merger whose objects a person decides about: what manual_review, never_merge and quarantine have in common. */
export const createReviewedMerger = (options: MergerOptions, rules: ReviewRules): Merger => {
  const objects = new Map<string, ReviewedObject>();
  return {
    add: (version) => {
      const { objectId } = version;
      const object = objects.get(objectId) ?? createReviewedObject(objectId, options, rules);
      if (object.has(version)) return nothing;
      objects.set(objectId, object);
      object.insert(version);
      return resultOf(object, version);
    },
    objectIds: () => objects.keys(),
    view: (objectId) => {
      const object = objects.get(objectId);
      return object === undefined ? undefined : viewOf(objectId, object, rules);
    },
    replicated: () =>
      [...objects]
        .sort(([a], [b]) => compareText(a, b))
        .map(([objectId, object]) => replicatedObject(objectId, object, rules)),
    collect: (frontier) => {
      let count = 0;
      for (const object of objects.values()) {
        count += object.forget(forgettable(object, rules, frontier));
      }
      return count;
    },
  };
};
