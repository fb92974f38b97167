import { defineVocabulary, type VocabularyValue } from '@sourceos/sync-spec';

/**
 * Where a policy comes from, from the layer that nobody overrides to the narrowest. A downgrade
 * reaches its signer's layer and those after it.
 */
export const policyLayer = defineVocabulary('policy layer', {
  safety: 'Floors that hold for everybody and that no org may lower.',
  enterprise: "The org's own policy.",
  repo: 'The policy of a repository for work in it.',
  workspace: 'The policy of a workspace for its members and agents.',
  user: "A person's policy for their own devices.",
  agent: 'What a person allows one agent.',
});
export type PolicyLayer = VocabularyValue<typeof policyLayer>;
