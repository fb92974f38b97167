import type { Engine, Strategy } from '@sourceos/sync-kernel';
import type { MergeStrategy } from '@sourceos/sync-spec';
import type { Law } from '../law.js';
import { authorityLaws } from './authority-laws.js';
import { neverMergeLaws, quarantineLaws } from './candidate-laws.js';
import { crdtLaws } from './crdt-laws.js';
import { generalLaws } from './general-laws.js';
import { graphLaws } from './graph-laws.js';
import { logLaws } from './log-laws.js';
import { policyLaws } from './policy-laws.js';
import { manualReviewLaws } from './review-laws.js';
import { subjectOf, type LawOptions, type Subject } from './subject.js';

/** What each strategy owes beyond what all do. */
const specialLaws: Readonly<Record<MergeStrategy, (subject: Subject) => readonly Law[]>> = {
  crdt: crdtLaws,
  graph_merge: graphLaws,
  append_only: logLaws,
  manual_review: manualReviewLaws,
  strongest_policy_wins: policyLaws,
  signed_authority_required: authorityLaws,
  never_merge: neverMergeLaws,
  quarantine: quarantineLaws,
};

/**
 * The laws of a strategy, to be checked on an engine that declares it. Each is tried on generated cases; a failure
 * throws with the seed and the smallest case found.
 */
export const strategyLaws = (strategy: Strategy, engine: Engine, options: LawOptions): readonly Law[] => {
  const subject = subjectOf(strategy, engine, options);
  return [...generalLaws(subject), ...specialLaws[strategy.name](subject)];
};
