import type { EngineState } from '@sourceos/sync-spec';
import type { ReasonDetail } from '../model/reason-detail.js';
import type { Reason } from '../model/reason.js';
import type { EngineFacts } from './facts.js';

/** One row of the precedence: when its facts hold, the engine is in its state, unless a row above holds too. */
export interface StateRow {
  readonly state: EngineState;
  /** The members of `EngineFacts` that it reads. */
  readonly facts: readonly (keyof EngineFacts)[];
  readonly when: (facts: EngineFacts) => boolean;
  /** The condition in words, as the documentation prints it. */
  readonly fact: string;
  /** What it means, for a person. */
  readonly sentence: string;
  readonly remedy: string;
  /** The reason that the row itself gives. */
  readonly reason?: ReasonDetail;
  /** The reasons that the facts carry along. */
  readonly carried?: (facts: EngineFacts) => readonly Reason[];
  /** A row for when nothing is wrong: never given as a cause beside another. */
  readonly rest?: true;
}

/** A relay is a matter only of engines that are meant to have one. */
const relayed = ({ localOnly }: EngineFacts): boolean => localOnly === 'no';

const idle = ({ outgoing, incoming, syncing }: EngineFacts): boolean => !(outgoing > 0) && !(incoming > 0) && !syncing;

const assured = ({ validation, head }: EngineFacts): boolean => validation === 'clean' && head === 'fresh';

/**
 * The one precedence (I9), gravest first. Above stands what a person has to clear before the rows below can even
 * matter: switched off, forbidden, not set up, no keys of its own, no way to the relay, not admitted, no key of the
 * scope; then what asks for a decision; then reduced assurance; then traffic; then rest. A state may have several
 * rows, of different weight: a relay that contradicts itself is worse than a stale head, and both are `degraded`.
 */
export const precedence: readonly StateRow[] = [
  {
    state: 'disabled',
    facts: ['profileEnabled'],
    when: (facts) => !facts.profileEnabled,
    fact: 'sync is off for the profile',
    sentence: 'Sync is switched off for the whole profile.',
    remedy: 'Switch sync on for the profile.',
  },
  {
    state: 'engine_disabled',
    facts: ['engineEnabled'],
    when: (facts) => !facts.engineEnabled,
    fact: 'this engine is off',
    sentence: 'This engine is switched off.',
    remedy: 'Switch the engine on.',
  },
  {
    state: 'policy_blocked',
    facts: ['policy'],
    when: ({ policy }) => policy.verdict === 'denied',
    fact: 'policy denies the engine',
    sentence: 'Policy forbids the engine to sync.',
    remedy: 'Read the rules named in the reasons and ask the owner of their layer.',
    carried: ({ policy }) => policy.reasons,
  },
  {
    state: 'policy_blocked',
    facts: ['auth'],
    when: (facts) => facts.auth === 'revoked',
    fact: 'the device was revoked',
    sentence: 'The scope revoked this device.',
    remedy: 'Ask an administrator of the scope to admit the device again, under a new identity.',
    reason: 'device_revoked',
  },
  {
    state: 'not_configured',
    facts: ['userProfile'],
    when: (facts) => facts.userProfile === 'absent',
    fact: 'no user profile, and the scope needs one',
    sentence: 'Its records belong to a user profile and the device has none.',
    remedy: 'Sign in to a user profile.',
    reason: 'no_profile',
  },
  {
    state: 'not_configured',
    facts: ['org'],
    when: (facts) => facts.org === 'absent',
    fact: 'no org, and the scope needs one',
    sentence: 'Its records belong to an org and the device is in none.',
    remedy: 'Join the org, or choose another scope for the records.',
    reason: 'no_org',
  },
  {
    state: 'not_configured',
    facts: ['scopeConfigured'],
    when: (facts) => !facts.scopeConfigured,
    fact: 'no scope chosen',
    sentence: 'No profile, workspace or org was chosen for its records yet.',
    remedy: 'Choose a scope for the engine.',
  },
  {
    state: 'not_configured',
    facts: ['relayConfigured', 'localOnly'],
    when: (facts) => relayed(facts) && !facts.relayConfigured,
    fact: 'no relay, and local-only was not chosen',
    sentence: 'No relay was chosen yet.',
    remedy: 'Choose a relay, or choose to run without one.',
  },
  {
    state: 'missing_identity',
    facts: ['identity'],
    when: (facts) => !facts.identity,
    fact: 'no identity',
    sentence: 'The device has no identity to sign with.',
    remedy: 'Enrol the device.',
  },
  {
    state: 'missing_device_key',
    facts: ['deviceKey'],
    when: (facts) => facts.deviceKey === 'absent',
    fact: 'device key absent',
    sentence: "The device's own key is absent.",
    remedy: 'Restore the key from its backup, or enrol the device anew.',
  },
  {
    state: 'missing_device_key',
    facts: ['deviceKey'],
    when: (facts) => facts.deviceKey === 'locked',
    fact: 'device key locked',
    sentence: "The device's own key is there and cannot be opened.",
    remedy: 'Unlock the keyring.',
  },
  {
    state: 'network_down',
    facts: ['network', 'localOnly'],
    when: (facts) => relayed(facts) && facts.network === 'down',
    fact: 'network down',
    sentence: 'There is no network.',
    remedy: 'Nothing is lost: it goes on when the network is back.',
  },
  {
    state: 'network_untrusted',
    facts: ['networkTrust', 'localOnly'],
    when: (facts) => relayed(facts) && facts.networkTrust === 'policy_distrusts',
    fact: 'policy distrusts the network',
    sentence: 'Policy forbids to sync over the network in use.',
    remedy: 'Change to a network that policy allows.',
    reason: 'rule_denied',
  },
  {
    state: 'network_untrusted',
    facts: ['networkTrust', 'localOnly'],
    when: (facts) => relayed(facts) && facts.networkTrust === 'transport_distrusts',
    fact: 'transport security distrusts the network',
    sentence: 'Transport security cannot be established with the network in use.',
    remedy: 'Change the network, or sign in to it; never accept an unknown certificate.',
  },
  {
    state: 'relay_unreachable',
    facts: ['relay', 'relayConfigured', 'network', 'networkTrust', 'localOnly'],
    // I9: with `relay_unreachable` the network is fine. Without a network nobody can say this of a relay.
    when: (facts) =>
      relayed(facts) &&
      facts.relay === 'unreachable' &&
      facts.network === 'up' &&
      facts.networkTrust === 'trusted' &&
      facts.relayConfigured,
    fact: 'relay unreachable over a fine network',
    sentence: 'The network is fine and the relay does not answer.',
    remedy: 'Wait, or ask the operator of the relay.',
  },
  {
    state: 'degraded',
    facts: ['relayTrust', 'localOnly'],
    when: (facts) => relayed(facts) && facts.relayTrust === 'heads_contradict',
    fact: 'the heads of the relay contradict each other',
    sentence: 'The relay signed heads that contradict each other; what it sends is not taken.',
    remedy: 'Keep the evidence, tell the operator of the relay, and move to another relay.',
    reason: 'heads_contradict',
  },
  {
    state: 'degraded',
    facts: ['relayTrust', 'localOnly'],
    when: (facts) => relayed(facts) && facts.relayTrust === 'key_changed',
    fact: 'the relay has another key than expected',
    sentence: 'The relay does not have the expected key; what it sends is not taken.',
    remedy: "Compare the relay's key with its operator over another channel before trusting it.",
    reason: 'relay_key_changed',
  },
  {
    state: 'auth_pending',
    facts: ['auth', 'localOnly'],
    when: (facts) => relayed(facts) && facts.auth === 'pending',
    fact: 'not admitted yet',
    sentence: 'The relay or the scope has not admitted this device yet.',
    remedy: 'Approve the device from one that is a member already.',
  },
  {
    state: 'missing_workspace_key',
    facts: ['scopeKey'],
    when: (facts) => !facts.scopeKey,
    fact: 'scope key absent',
    sentence: 'The key of the scope that the records are sealed for is absent.',
    remedy: 'Let a member device that is online wrap the key for this one.',
  },
  {
    state: 'degraded',
    facts: ['validation'],
    when: (facts) => facts.validation === 'failed',
    fact: 'validation failed',
    sentence: 'Records in force do not pass validation.',
    remedy: 'Look at the records that validation names; roll them back or mend them.',
  },
  {
    state: 'quarantined',
    facts: ['quarantine'],
    when: ({ quarantine }) => quarantine.count > 0,
    fact: 'writes in quarantine',
    sentence: 'At least one write is held apart and has no effect.',
    remedy: 'Inspect what is in quarantine: release, replay after an upgrade, or discard.',
    carried: ({ quarantine }) => quarantine.reasons,
  },
  {
    state: 'conflict_detected',
    facts: ['conflicts'],
    when: ({ conflicts }) => conflicts.count > 0,
    fact: 'open conflicts',
    sentence: 'Concurrent changes contradict each other and both are kept.',
    remedy: 'Open the conflicts and choose.',
    carried: ({ conflicts }) => conflicts.reasons,
  },
  {
    state: 'review_required',
    facts: ['review'],
    when: ({ review }) => review.count > 0,
    fact: 'writes held for review',
    sentence: 'At least one change waits for a person.',
    remedy: 'Review what is held: approve, reject or edit.',
    carried: ({ review }) => review.reasons,
  },
  {
    state: 'degraded',
    facts: ['errors'],
    when: ({ errors }) => errors.count > 0,
    fact: 'errors since the last success',
    sentence: 'The engine failed since it last succeeded.',
    remedy: 'Read the errors; the engine tries again by itself.',
    carried: ({ errors }) => errors.reasons,
  },
  {
    state: 'degraded',
    facts: ['head', 'localOnly'],
    when: (facts) => relayed(facts) && facts.head === 'stale',
    fact: 'the head of the relay is stale',
    sentence: "The relay's newest head is old: writes may be withheld, which cannot be proved.",
    remedy: 'Compare heads with another device, or ask the operator of the relay.',
  },
  {
    state: 'local_only',
    facts: ['localOnly'],
    when: (facts) => facts.localOnly === 'forced',
    fact: 'local-only forced by policy',
    sentence: 'Policy forces the engine to run without a relay.',
    remedy: 'Nothing to do; ask the owner of the policy if the records should sync.',
    reason: 'rule_denied',
  },
  {
    state: 'local_only',
    facts: ['localOnly'],
    when: (facts) => facts.localOnly === 'chosen',
    fact: 'local-only chosen',
    sentence: 'The engine runs without a relay, as was chosen.',
    remedy: 'Nothing to do; choose a relay to sync.',
  },
  {
    state: 'engine_syncing',
    facts: ['syncing', 'incoming'],
    // Writes known to wait at the relay are fetched as the next step: I9 allows `engine_current` no rest to fetch.
    when: (facts) => facts.syncing || facts.incoming > 0,
    fact: 'a transfer runs, or is due',
    sentence: 'Changes are being sent or fetched.',
    remedy: 'Nothing to do.',
  },
  {
    state: 'engine_dirty',
    facts: ['outgoing'],
    when: (facts) => facts.outgoing > 0,
    fact: 'writes wait to be sent',
    sentence: 'Local changes wait to be sent.',
    remedy: 'Nothing to do: they are stored and are sent next.',
  },
  {
    state: 'engine_current',
    facts: ['outgoing', 'incoming', 'syncing', 'validation', 'head'],
    when: (facts) => idle(facts) && !assured(facts),
    fact: 'nothing to send or fetch; validation or head not known to be good',
    sentence: 'Nothing is left to send or to fetch.',
    remedy: 'Nothing to do; run a validation and fetch a head to know that it is healthy.',
    rest: true,
  },
  {
    state: 'healthy',
    facts: ['outgoing', 'incoming', 'syncing', 'validation', 'head'],
    when: (facts) => idle(facts) && assured(facts),
    fact: 'nothing to send or fetch, validation clean, head fresh',
    sentence: 'Current, validated clean, with a fresh relay head.',
    remedy: 'Nothing to do.',
    rest: true,
  },
];
