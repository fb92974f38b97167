import { engineState, type EngineState } from '@sourceos/sync-spec';
import { reasonOf } from '../../src/model/reason-of.js';
import { deriveState } from '../../src/state/derive-state.js';
import type { EngineFacts, Pile } from '../../src/state/facts.js';
import { healthyFacts } from '../../src/state/testing/facts.js';
import { put, noteEngine, play } from './scene.js';
import type { Decision } from '../../src/gate/decision.js';

/** One fact, or a few, that take a healthy engine to a state. */
export interface StateProof {
  readonly state: EngineState;
  readonly facts: Partial<EngineFacts>;
}

/** The facts that a decision of the gate leaves behind. */
const pileOf = (decision: Decision): Pile => ({ count: 1, reasons: decision.reasons });

const held = (): Decision =>
  play({ sender: noteEngine(), batches: [[put({ title: 'a' })], [put({ title: 'a', command: 'reboot' })]] });

const quarantined = (): Decision =>
  play({ sender: noteEngine(), batches: [[put({ title: 'a' }, { authorId: 'urn:srcos:agent:gardener' })]] });

/** One row for each of the twenty states. */
export const stateProofs = (): readonly StateProof[] => [
  { state: 'disabled', facts: { profileEnabled: false } },
  { state: 'local_only', facts: { localOnly: 'chosen' } },
  { state: 'not_configured', facts: { scopeConfigured: false } },
  { state: 'missing_identity', facts: { identity: false } },
  { state: 'missing_device_key', facts: { deviceKey: 'absent' } },
  { state: 'missing_workspace_key', facts: { scopeKey: false } },
  { state: 'network_down', facts: { network: 'down' } },
  { state: 'network_untrusted', facts: { networkTrust: 'transport_distrusts' } },
  { state: 'relay_unreachable', facts: { relay: 'unreachable' } },
  { state: 'auth_pending', facts: { auth: 'pending' } },
  { state: 'policy_blocked', facts: { policy: { verdict: 'denied', reasons: [reasonOf('rule_denied')] } } },
  { state: 'engine_disabled', facts: { engineEnabled: false } },
  { state: 'engine_dirty', facts: { outgoing: 1 } },
  { state: 'engine_syncing', facts: { outgoing: 1, syncing: true } },
  { state: 'engine_current', facts: { validation: 'not_run' } },
  {
    state: 'conflict_detected',
    facts: { conflicts: { count: 1, reasons: [reasonOf('concurrent_change')] } },
  },
  { state: 'review_required', facts: { review: pileOf(held()) } },
  { state: 'quarantined', facts: { quarantine: pileOf(quarantined()) } },
  { state: 'degraded', facts: { head: 'stale' } },
  { state: 'healthy', facts: {} },
];

export const derived = ({ facts }: StateProof): ReturnType<typeof deriveState> =>
  deriveState({ ...healthyFacts, ...facts });

/** That no state is left out. */
export const provenStates: readonly string[] = engineState.values;
