import type { ReasonDetail } from './reason-detail.js';
import type { Stage } from './stage.js';

/** Where a detail is found: a stage of the gate, the control log, an operation on the engine, or the state. */
type Place = Stage | 'control log' | 'operation' | 'state';

interface Remedy {
  readonly at: readonly [Place, ...Place[]];
  /** What a person can do, one sentence. */
  readonly remedy: string;
}

const askAdministrator = 'Ask an administrator of the scope';
const review = 'Review the change: approve, reject or edit it.';
const wait = 'Nothing: it is judged again by itself when they come.';

/** What a person can do about each detail, and where it is found. Closed: a detail without one does not compile. */
export const remedies: Readonly<Record<ReasonDetail, Remedy>> = {
  malformed: {
    at: ['parse', 'schema', 'control log'],
    remedy: 'Update the software that wrote it; nothing here can mend it.',
  },
  too_large: { at: ['parse'], remedy: 'Split what was written into smaller records.' },
  unknown_collection: { at: ['schema'], remedy: 'Install the engine that owns the collection, then replay.' },
  newer_schema: { at: ['schema'], remedy: 'Upgrade this engine; the record is kept and replayed then.' },
  invalid_record: { at: ['schema'], remedy: 'Mend the record where the pointer leads, on the device that wrote it.' },
  migration_missing: { at: ['schema'], remedy: 'Upgrade to a release of the engine that migrates from that version.' },
  migration_failed: {
    at: ['schema'],
    remedy: 'Report the record to the owner of the engine; it is kept for a mended one.',
  },
  unsigned: { at: ['signature', 'control log'], remedy: 'Nothing here: its author has to sign it.' },
  bad_signature: { at: ['signature', 'control log'], remedy: 'Distrust it, and find out what changed it on its way.' },
  root_mismatch: { at: ['signature'], remedy: 'Fetch the batch again; distrust the relay if it comes the same.' },
  payload_mismatch: { at: ['signature'], remedy: 'Fetch the write again; distrust the relay if it comes the same.' },
  unsealed_badly: { at: ['unseal'], remedy: 'Fetch the key of the epoch again, then replay.' },
  unknown_device: { at: ['identity', 'control log'], remedy: `${askAdministrator} to admit the device, then replay.` },
  device_revoked: {
    at: ['identity', 'control log', 'state'],
    remedy: `${askAdministrator} if the revocation was a mistake.`,
  },
  author_forked: { at: ['signature'], remedy: 'Revoke the device and enrol it anew: its key may be in two places.' },
  author_not_of_device: {
    at: ['authority'],
    remedy: 'Ask the person whose device it is; discard what they did not write.',
  },
  causes_missing: { at: ['authority'], remedy: 'Wait for a sync; remove a device that names writes that never come.' },
  sequence_gap: { at: ['signature'], remedy: wait },
  clock_ahead: {
    at: ['signature'],
    remedy: 'Correct the clock of the device that wrote it; it is judged again in time.',
  },
  clock_backwards: { at: ['signature'], remedy: 'Correct the clock of the device that wrote it, and write again.' },
  no_delegation: {
    at: ['authority', 'control log', 'operation'],
    remedy: `${askAdministrator} for a delegation, then replay.`,
  },
  delegation_revoked: {
    at: ['authority', 'control log', 'operation'],
    remedy: `${askAdministrator} for a new delegation.`,
  },
  delegation_expired: {
    at: ['authority', 'control log', 'operation'],
    remedy: `${askAdministrator} to renew the delegation.`,
  },
  lease_expired: { at: ['authority', 'operation'], remedy: 'Renew the lease of the agent, and let it write again.' },
  agent_without_lease: {
    at: ['authority', 'operation'],
    remedy: 'Grant the agent a lease for the collection, or discard.',
  },
  agent_forked: { at: ['signature'], remedy: 'End the leases of the agent and undo what it did.' },
  injection_suspected: {
    at: ['policy', 'redaction'],
    remedy: 'Read the evidence; release only what you would say yourself.',
  },
  threshold_not_met: { at: ['control log'], remedy: 'Collect the signatures that are missing.' },
  version_rollback: {
    at: ['control log', 'merge', 'operation'],
    remedy: 'Publish the old content under a newer version.',
  },
  tombstones_unsupported: {
    at: ['policy', 'operation'],
    remedy: 'Write a record that says it is over: this engine deletes nothing.',
  },
  rollback_unsupported: { at: ['operation'], remedy: 'Write the value that you want as a new record.' },
  export_unsupported: { at: ['operation'], remedy: 'Read the records where they are: the manifest forbids an export.' },
  rule_denied: { at: ['policy', 'state'], remedy: 'Read the rule in the evidence, and ask the owner of its layer.' },
  denied_by_default: { at: ['policy'], remedy: 'Ask for a rule that allows the capability.' },
  engine_denied: { at: ['policy'], remedy: 'Change the record so that it keeps the rules of its domain.' },
  log_rewritten: { at: ['merge'], remedy: 'Append a correcting entry: an entry of a log never changes.' },
  bulk_deletion: { at: ['classify'], remedy: 'Look at what would be deleted, then approve or reject it.' },
  dangerous_change: { at: ['classify'], remedy: review },
  rule_review: { at: ['policy'], remedy: review },
  concurrent_change: { at: ['merge'], remedy: 'Open the conflict and choose what is to be in force.' },
  depends_on_held: { at: ['classify'], remedy: 'Review the change that it builds on first.' },
  quarantine_strategy: { at: ['merge'], remedy: 'Inspect it, then release or discard it.' },
  scope_moved: { at: ['scope', 'classify'], remedy: review },
  review_rejected: { at: ['classify'], remedy: 'Write the change anew if the rejection was a mistake.' },
  concurrent_version: {
    at: ['merge'],
    remedy: 'Compare both versions and publish a newer one that holds what both need.',
  },
  weaker_bundle: { at: ['merge'], remedy: 'Nothing; to loosen policy, sign a downgrade that names what it retires.' },
  newer_bundle: { at: ['merge'], remedy: 'Nothing; read the bundle to see what changed.' },
  stronger_layer: { at: ['merge'], remedy: 'Ask the owner of the outer layer to change it.' },
  secret_found: {
    at: ['redaction'],
    remedy: 'Put the secret into the vault, write a reference, and replace the secret.',
  },
  scope_not_allowed: { at: ['scope'], remedy: 'Write the record in a scope that the engine allows.' },
  device_scope_left: { at: ['scope'], remedy: 'Find out which device sends what must not leave it.' },
  other_workspace: { at: ['scope'], remedy: 'Open the workspace that the write names, or discard it.' },
  other_profile: { at: ['scope'], remedy: 'Sign in to the profile that the write names, or discard it.' },
  other_org: { at: ['scope'], remedy: 'Join the org that the write names, or discard it.' },
  key_missing: { at: ['unseal'], remedy: 'Let a member device that is online wrap the key for this one, then replay.' },
  engine_failed: {
    at: ['policy', 'redaction', 'merge'],
    remedy: 'Report the write to the owner of the engine; it is kept for a mended one.',
  },
  no_profile: { at: ['scope', 'state'], remedy: 'Sign in to a user profile, then replay.' },
  no_org: { at: ['scope', 'state'], remedy: 'Join the org, then replay.' },
  heads_contradict: { at: ['relay', 'state'], remedy: 'Keep the evidence and move to another relay.' },
  relay_key_changed: {
    at: ['relay', 'state'],
    remedy: "Compare the relay's key with its operator over another channel.",
  },
};
