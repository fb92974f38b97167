import { defineVocabulary, type VocabularyValue } from '@sourceos/sync-spec';

/** What a rule does, strictest first: of several effects the first of this list holds. */
export const policyEffect = defineVocabulary('policy effect', {
  deny: 'It does not happen.',
  review: 'A person decides each time.',
  allow: 'It happens.',
});
export type PolicyEffect = VocabularyValue<typeof policyEffect>;
