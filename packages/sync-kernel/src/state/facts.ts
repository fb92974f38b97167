import type { Reason } from '../model/reason.js';

/** How many of something there are, and the reasons recorded for them: those of the decisions that put them there. */
export interface Pile {
  readonly count: number;
  readonly reasons: readonly Reason[];
}

/**
 * What a device knows about one engine. Each member is one independent fact: none is derived from another, any
 * combination may be met, and only `deriveState` says what they come to (I9).
 */
export interface EngineFacts {
  /** Sync is on for the whole profile. */
  readonly profileEnabled: boolean;
  /** This engine is on. */
  readonly engineEnabled: boolean;
  /** What policy says about the engine's syncing at all, with the rules that say it. */
  readonly policy: { readonly verdict: 'allowed' | 'denied'; readonly reasons: readonly Reason[] };
  /** A profile, workspace or org was chosen for its records. */
  readonly scopeConfigured: boolean;
  readonly relayConfigured: boolean;
  /** The engine runs without a relay: by the person's choice, or because policy forces it. */
  readonly localOnly: 'no' | 'chosen' | 'forced';
  /** The profile that the engine's scope asks for; `not_needed` where it asks for none. */
  readonly userProfile: 'present' | 'absent' | 'not_needed';
  /** The org that the engine's scope asks for; `not_needed` where it asks for none. */
  readonly org: 'present' | 'absent' | 'not_needed';
  /** The device has an identity to sign with. */
  readonly identity: boolean;
  /** `locked`: it is there and cannot be opened. */
  readonly deviceKey: 'present' | 'absent' | 'locked';
  /** The key of the scope and its newest epoch. */
  readonly scopeKey: boolean;
  readonly network: 'up' | 'down';
  /** Who distrusts the network in use: a rule of policy, or transport security (a certificate, a downgrade). */
  readonly networkTrust: 'trusted' | 'policy_distrusts' | 'transport_distrusts';
  readonly relay: 'reachable' | 'unreachable';
  /** What the relay's own signed words say about it. */
  readonly relayTrust: 'trusted' | 'heads_contradict' | 'key_changed';
  /** Whether relay and scope have admitted the device. */
  readonly auth: 'admitted' | 'pending' | 'revoked';
  /** Writes that wait to be sent. */
  readonly outgoing: number;
  /** Writes known to wait at the relay. */
  readonly incoming: number;
  /** A transfer runs now. */
  readonly syncing: boolean;
  readonly conflicts: Pile;
  /** Writes held for a person. */
  readonly review: Pile;
  readonly quarantine: Pile;
  /** What the last validation of the records in force found. */
  readonly validation: 'clean' | 'failed' | 'not_run';
  /** Failures of the engine's own work since it last succeeded. */
  readonly errors: Pile;
  /** Age of the relay's newest signed head, judged by the host's limit. A withheld head shows as `stale`. */
  readonly head: 'fresh' | 'stale' | 'unknown';
}
