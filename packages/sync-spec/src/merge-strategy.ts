import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

/** How concurrent writes to one object become one state. */
export const mergeStrategy = defineVocabulary('merge strategy', {
  crdt: 'Last-writer registers, add-wins sets and counters, for presence, cursors and layout hints.',
  graph_merge: 'Typed nodes and edges merge field by field, with tombstones and conflict records.',
  append_only: 'Records are added to hash-linked logs and never modified in place.',
  manual_review: 'A change that may alter what agents, shells, browsers or memories do waits for a person.',
  strongest_policy_wins:
    'Every authorised bundle counts and the strictest effect holds; only a signed downgrade loosens.',
  signed_authority_required: 'Only writes under a live delegation count; revocations are joined before any order.',
  never_merge: 'Nothing is combined: both references stay candidates until a person settles.',
  quarantine: 'Everything is held, nothing is in force, nothing is lost.',
});
export type MergeStrategy = VocabularyValue<typeof mergeStrategy>;

/** The strategies that wait for a person where a change may be dangerous (I4). */
export const reviewAwareStrategies = ['manual_review', 'quarantine'] as const satisfies readonly MergeStrategy[];

/** The only strategies that a critical engine may name (I3). */
export const criticalStrategies = [
  'signed_authority_required',
  'strongest_policy_wins',
  'never_merge',
  'append_only',
  'quarantine',
] as const satisfies readonly MergeStrategy[];
