import type { Engine } from '../engine/engine.js';
import type { EngineFacts, Pile } from './facts.js';

const nothing: Pile = { count: 0, reasons: [] };

/** What is so on a fresh device: the manifest's `defaultEnabled` decides whether the engine is on, nothing is set up yet. */
export const initialFacts = ({ manifest }: Pick<Engine, 'manifest'>): EngineFacts => ({
  profileEnabled: true,
  engineEnabled: manifest.defaultEnabled,
  policy: { verdict: 'allowed', reasons: [] },
  scopeConfigured: false,
  relayConfigured: false,
  localOnly: 'no',
  userProfile: manifest.encryptionScope === 'profile' ? 'absent' : 'not_needed',
  org: manifest.encryptionScope === 'org' ? 'absent' : 'not_needed',
  identity: false,
  deviceKey: 'absent',
  scopeKey: false,
  network: 'up',
  networkTrust: 'trusted',
  relay: 'unreachable',
  relayTrust: 'trusted',
  auth: 'pending',
  outgoing: 0,
  incoming: 0,
  syncing: false,
  conflicts: nothing,
  review: nothing,
  quarantine: nothing,
  validation: 'not_run',
  errors: nothing,
  head: 'unknown',
});
