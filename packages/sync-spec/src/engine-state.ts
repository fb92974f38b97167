import { defineVocabulary, type VocabularyValue } from './vocabulary.js';

/** The states of an engine on a device, closed at twenty; an engine shows one at a time (I9). */
export const engineState = defineVocabulary('engine state', {
  disabled: 'Sync is switched off for the whole profile.',
  local_only: 'The engine runs without a relay, by choice or because policy forces it.',
  not_configured: 'The engine has no scope or no relay yet.',
  missing_identity: 'The device has no identity to sign with.',
  missing_device_key: "The device's own key is absent or cannot be opened.",
  missing_workspace_key: 'The key of the scope that the records are sealed for is absent.',
  network_down: 'There is no network.',
  network_untrusted: 'Policy or transport security distrusts the network in use.',
  relay_unreachable: 'The network is fine and the relay does not answer.',
  auth_pending: 'The relay or the scope has not admitted this device yet.',
  policy_blocked: 'Policy forbids the engine to sync.',
  engine_disabled: 'This engine is switched off while others may run.',
  engine_dirty: 'Local changes wait to be sent.',
  engine_syncing: 'Changes are being sent or fetched now.',
  engine_current: 'Nothing is left to send or to fetch.',
  conflict_detected: 'Concurrent changes contradict each other and both are kept.',
  review_required: 'At least one change waits for a person.',
  quarantined: 'At least one write is held apart and has no effect.',
  degraded: 'The engine works with reduced assurance or after errors, for example on a stale relay head.',
  healthy: 'Current, validated clean, with a fresh relay head.',
});
export type EngineState = VocabularyValue<typeof engineState>;
