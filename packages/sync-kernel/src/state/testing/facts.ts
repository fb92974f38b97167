import * as fc from 'fast-check';
import { reasonDetails, type ReasonDetail } from '../../model/reason-detail.js';
import { reasonOf } from '../../model/reason-of.js';
import type { EngineFacts, Pile } from '../facts.js';

const nothing: Pile = { count: 0, reasons: [] };

/** An engine with which all is well. */
export const healthyFacts: EngineFacts = {
  profileEnabled: true,
  engineEnabled: true,
  policy: { verdict: 'allowed', reasons: [] },
  scopeConfigured: true,
  relayConfigured: true,
  localOnly: 'no',
  userProfile: 'present',
  org: 'not_needed',
  identity: true,
  deviceKey: 'present',
  scopeKey: true,
  network: 'up',
  networkTrust: 'trusted',
  relay: 'reachable',
  relayTrust: 'trusted',
  auth: 'admitted',
  outgoing: 0,
  incoming: 0,
  syncing: false,
  conflicts: nothing,
  review: nothing,
  quarantine: nothing,
  validation: 'clean',
  errors: nothing,
  head: 'fresh',
};

const reason = fc.constantFrom(...(Object.keys(reasonDetails) as ReasonDetail[])).map((detail) => reasonOf(detail));

const pile = fc.record({ count: fc.oneof(fc.constant(0), fc.nat(5)), reasons: fc.array(reason, { maxLength: 3 }) });

const presence = fc.constantFrom('present', 'absent', 'not_needed');

/** Any combination of facts, all orthogonal. */
export const anyFacts: fc.Arbitrary<EngineFacts> = fc.record({
  profileEnabled: fc.boolean(),
  engineEnabled: fc.boolean(),
  policy: fc.record({
    verdict: fc.constantFrom('allowed', 'denied'),
    reasons: fc.array(reason, { maxLength: 2 }),
  }),
  scopeConfigured: fc.boolean(),
  relayConfigured: fc.boolean(),
  localOnly: fc.constantFrom('no', 'chosen', 'forced'),
  userProfile: presence,
  org: presence,
  identity: fc.boolean(),
  deviceKey: fc.constantFrom('present', 'absent', 'locked'),
  scopeKey: fc.boolean(),
  network: fc.constantFrom('up', 'down'),
  networkTrust: fc.constantFrom('trusted', 'policy_distrusts', 'transport_distrusts'),
  relay: fc.constantFrom('reachable', 'unreachable'),
  relayTrust: fc.constantFrom('trusted', 'heads_contradict', 'key_changed'),
  auth: fc.constantFrom('admitted', 'pending', 'revoked'),
  outgoing: fc.oneof(fc.constant(0), fc.double()),
  incoming: fc.oneof(fc.constant(0), fc.double()),
  syncing: fc.boolean(),
  conflicts: pile,
  review: pile,
  quarantine: pile,
  validation: fc.constantFrom('clean', 'failed', 'not_run'),
  errors: pile,
  head: fc.constantFrom('fresh', 'stale', 'unknown'),
});
