import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

/** How much a change to an engine's records must prove; each class adds to the one before (I3). */
export const policyClass = defineVocabulary('policy class', {
  low: "A live member's signature suffices.",
  medium: 'Acceptances are audited as well as denials.',
  high: 'Changes to dangerous fields and bulk deletions are held for review, and an agent writes only under a live lease.',
  critical:
    "The author's key holds a live delegation for the collection from the scope's root, whatever the merge strategy.",
});
export type PolicyClass = VocabularyValue<typeof policyClass>;
