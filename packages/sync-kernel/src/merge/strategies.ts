import type { MergeStrategy } from '@sourceos/sync-spec';
import { appendOnly } from './append-only.js';
import { crdt } from './crdt.js';
import { graphMerge } from './graph-merge.js';
import { manualReview } from './manual-review.js';
import { neverMerge } from './never-merge.js';
import { quarantine } from './quarantine.js';
import { signedAuthorityRequired } from './signed-authority-required.js';
import type { Strategy } from './strategy.js';
import { strongestPolicyWins } from './strongest-policy-wins.js';

/** The eight strategies: what a manifest may name, and what runs then. */
export const strategies: Readonly<Record<MergeStrategy, Strategy>> = {
  crdt,
  graph_merge: graphMerge,
  append_only: appendOnly,
  manual_review: manualReview,
  strongest_policy_wins: strongestPolicyWins,
  signed_authority_required: signedAuthorityRequired,
  never_merge: neverMerge,
  quarantine,
};
