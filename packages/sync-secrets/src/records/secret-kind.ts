import { defineVocabulary, type VocabularyValue } from '@sourceos/sync-spec';

/** What a reference leads to. */
export const secretKind = defineVocabulary('secret kind', {
  password: 'A password or a passphrase.',
  api_token: 'A token that a service issued.',
  private_key: 'The private half of a key pair.',
  symmetric_key: 'A key that both sides share.',
  certificate: 'A certificate together with its private key.',
  connection_string: 'An address with credentials in it.',
  recovery_code: 'A code that replaces another factor.',
});
export type SecretKind = VocabularyValue<typeof secretKind>;
