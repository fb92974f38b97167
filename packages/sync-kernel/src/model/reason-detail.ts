import type { ReasonCode } from '@sourceos/sync-spec';

/** One finer cause: the code that it is reported under, and one sentence for a person. */
interface DetailMeaning {
  readonly code: ReasonCode;
  readonly meaning: string;
}

/** The finer causes behind the sixteen codes, a closed list (I9). Each is emitted by running code. */
export const reasonDetails = {
  malformed: { code: 'schema_unknown', meaning: 'The bytes are not what the wire format or the record schema allows.' },
  too_large: { code: 'schema_unknown', meaning: 'The bytes exceed a bound of size, depth or count.' },
  unknown_collection: { code: 'schema_unknown', meaning: 'No engine here owns the collection.' },
  newer_schema: { code: 'schema_unknown', meaning: 'The record follows a schema newer than this engine knows.' },
  invalid_record: { code: 'schema_unknown', meaning: 'The record does not fit the schema that it names.' },
  migration_missing: { code: 'migration_required', meaning: 'No migration leads from the version of the record.' },
  migration_failed: { code: 'migration_required', meaning: 'A migration of the record failed.' },
  unsigned: { code: 'signature_invalid', meaning: 'There is no signature.' },
  bad_signature: { code: 'signature_invalid', meaning: 'The signature does not verify under the key of the device.' },
  root_mismatch: { code: 'signature_invalid', meaning: 'The writes are not those that the batch statement signs.' },
  payload_mismatch: { code: 'signature_invalid', meaning: 'The payload is not the one that the header names.' },
  unsealed_badly: { code: 'signature_invalid', meaning: 'The payload does not open under the key of its scope.' },
  unknown_device: { code: 'policy_denied', meaning: 'The device is no member of the scope.' },
  device_revoked: { code: 'policy_denied', meaning: 'The device was revoked before it made the write.' },
  author_forked: { code: 'policy_denied', meaning: 'The log of the device contradicts itself.' },
  sequence_gap: { code: 'policy_denied', meaning: 'Writes of the device that come before are still missing.' },
  clock_ahead: { code: 'policy_denied', meaning: 'The clock of the device is too far ahead; the write waits.' },
  clock_backwards: { code: 'policy_denied', meaning: 'The clock of the device ran backwards in its own log.' },
  no_delegation: { code: 'policy_denied', meaning: 'No delegation from the root of the scope covers the author.' },
  delegation_revoked: { code: 'policy_denied', meaning: 'The delegation behind the write was revoked.' },
  delegation_expired: { code: 'capability_expired', meaning: 'The delegation behind the write had expired.' },
  lease_expired: { code: 'capability_expired', meaning: 'The lease behind the write had expired.' },
  agent_without_lease: { code: 'agent_untrusted', meaning: 'The agent has no live lease for the collection.' },
  agent_forked: { code: 'agent_untrusted', meaning: 'The log of the agent contradicts itself.' },
  injection_suspected: { code: 'agent_untrusted', meaning: 'The content looks like an attempt to steer an agent.' },
  threshold_not_met: { code: 'policy_denied', meaning: 'Fewer signatures than the threshold asks for.' },
  version_rollback: { code: 'policy_denied', meaning: 'A version that goes back, or that was passed already.' },
  tombstones_unsupported: { code: 'policy_denied', meaning: 'The engine does not support tombstones.' },
  rollback_unsupported: { code: 'policy_denied', meaning: 'The engine does not support rollback.' },
  export_unsupported: { code: 'policy_denied', meaning: 'The engine does not support export.' },
  rule_denied: { code: 'policy_denied', meaning: 'A rule of a policy bundle denies it.' },
  denied_by_default: { code: 'policy_denied', meaning: 'The capability is dangerous and no rule allows it.' },
  engine_denied: { code: 'policy_denied', meaning: 'The rules of the domain forbid it.' },
  log_rewritten: { code: 'policy_denied', meaning: 'A record of an append-only log was changed or removed.' },
  bulk_deletion: { code: 'manual_review_required', meaning: 'One author deletes many objects at once.' },
  dangerous_change: {
    code: 'manual_review_required',
    meaning: 'The change touches what the manifest calls dangerous.',
  },
  rule_review: { code: 'manual_review_required', meaning: 'A rule of a policy bundle asks for a person.' },
  concurrent_change: { code: 'manual_review_required', meaning: 'Concurrent changes that no rule combines.' },
  depends_on_held: { code: 'manual_review_required', meaning: 'The change builds on one that is held.' },
  quarantine_strategy: { code: 'manual_review_required', meaning: 'The engine holds everything until released.' },
  scope_moved: { code: 'manual_review_required', meaning: 'The record moved to another scope.' },
  review_rejected: { code: 'policy_denied', meaning: 'A person rejected the change.' },
  concurrent_version: { code: 'local_policy_stronger', meaning: 'A concurrent authorised version outranks this one.' },
  weaker_bundle: { code: 'remote_policy_weaker', meaning: 'The bundle loosens nothing that stands.' },
  newer_bundle: { code: 'remote_policy_newer', meaning: 'The bundle is newer and changed what is in effect.' },
  stronger_layer: { code: 'local_policy_stronger', meaning: 'A stronger policy of an outer layer stays in effect.' },
  secret_found: { code: 'secret_redacted', meaning: 'A value looks like a secret.' },
  scope_not_allowed: { code: 'policy_denied', meaning: 'The engine does not keep records in that scope.' },
  device_scope_left: { code: 'policy_denied', meaning: 'A record of device scope came from elsewhere.' },
  other_workspace: { code: 'workspace_scope_mismatch', meaning: 'The write names another workspace.' },
  other_profile: { code: 'profile_boundary_violation', meaning: 'The write names another profile.' },
  other_org: { code: 'workspace_scope_mismatch', meaning: 'The write belongs to another org.' },
  key_missing: { code: 'policy_denied', meaning: 'The key of the scope and epoch is not on this device yet.' },
  engine_failed: { code: 'policy_denied', meaning: 'A rule of the domain failed on this write.' },
  no_profile: { code: 'no_user_profile', meaning: 'This device has no user profile.' },
  no_org: { code: 'no_org_profile', meaning: 'This device belongs to no org.' },
  heads_contradict: { code: 'relay_untrusted', meaning: "The relay's signed heads contradict each other." },
  relay_key_changed: { code: 'relay_untrusted', meaning: 'The relay does not have the expected key.' },
} as const satisfies Record<string, DetailMeaning>;

export type ReasonDetail = keyof typeof reasonDetails;
