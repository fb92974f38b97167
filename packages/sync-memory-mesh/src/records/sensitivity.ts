import { defineVocabulary, type VocabularyValue } from '@sourceos/sync-spec';

/** How much harm a memory does in the wrong hands, least first. */
export const sensitivity = defineVocabulary('sensitivity', {
  public: 'Known to everybody.',
  internal: 'Known to everybody in its scope.',
  personal: 'About an identifiable person.',
  confidential: 'Meant for few, whoever they are.',
  restricted: 'Never given to a model or an agent outside the device.',
});
export type Sensitivity = VocabularyValue<typeof sensitivity>;
