import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

/** Whose key seals a record, and so how far it travels (I2). */
export const encryptionScope = defineVocabulary('encryption scope', {
  public: 'Signed and not sealed: anyone may read it.',
  profile: "Sealed under the key of one person's profile.",
  workspace: 'Sealed under the key of one workspace and read by its members.',
  org: 'Sealed under the key of one organisation and read by its members.',
  device: 'Never leaves the device.',
  vault: 'Secret values never leave; references and leases travel, sealed under a vault key.',
});
export type EncryptionScope = VocabularyValue<typeof encryptionScope>;
