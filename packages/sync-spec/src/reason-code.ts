import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

/** Why a write or an engine is not simply in force, closed at sixteen; finer causes go into a detail (I9, I15). */
export const reasonCode = defineVocabulary('reason code', {
  no_user_profile: 'A record of profile scope met a device that has no user profile.',
  no_org_profile: 'A record of org scope met a device that belongs to no org.',
  policy_denied: 'Policy, authority or a manifest flag forbids the operation.',
  signature_invalid: 'A signature is absent, malformed or does not verify.',
  schema_unknown: 'The bytes or their schema version cannot be understood here.',
  migration_required: 'An older record waits for a migration that is absent or failed.',
  secret_redacted: 'A value that looks like a secret was refused or replaced by a reference.',
  remote_policy_weaker: 'A remote policy is weaker than the one in force and changed nothing.',
  remote_policy_newer: 'A newer remote policy bundle was applied.',
  local_policy_stronger: 'A stronger local policy stays in force over a remote one.',
  capability_expired: 'The lease or delegation behind the write has expired.',
  agent_untrusted: 'An agent has no live lease, or its log contradicts itself.',
  relay_untrusted: "The relay's heads contradict each other or its key is not the expected one.",
  workspace_scope_mismatch: 'The write belongs to another workspace.',
  profile_boundary_violation: 'The write crosses from one profile into another.',
  manual_review_required: 'A person must decide before the change has effect.',
});
export type ReasonCode = VocabularyValue<typeof reasonCode>;
