import {
  deriveState,
  initialFacts,
  type Engine,
  type Pile,
  type Reason,
  type StateReport,
} from '@sourceos/sync-kernel';
import type { SceneDevice } from './scene-device.js';

const pile = (reasons: readonly (readonly Reason[])[]): Pile => ({ count: reasons.length, reasons: reasons.flat() });

/** The state of the engine on a device where it is switched on, set up, connected and idle: only what its replica holds tells. */
export const stateOf = (engine: Engine, { replica }: SceneDevice): StateReport => {
  const { collection } = engine.manifest;
  const decisions = [...replica.decisions()];
  const conflicts = [...replica.objectIds(collection)].flatMap(
    (objectId) => replica.view(collection, objectId)?.conflicts ?? [],
  );
  const reasonsOf = (outcome: 'held' | 'quarantined'): Pile =>
    pile(decisions.filter((decision) => decision.outcome === outcome).map(({ reasons }) => reasons));
  const { userProfile, org } = initialFacts(engine);
  return deriveState({
    ...initialFacts(engine),
    engineEnabled: true,
    scopeConfigured: true,
    relayConfigured: true,
    userProfile: userProfile === 'absent' ? 'present' : userProfile,
    org: org === 'absent' ? 'present' : org,
    identity: true,
    deviceKey: 'present',
    scopeKey: true,
    relay: 'reachable',
    auth: 'admitted',
    conflicts: pile(conflicts.map(() => [])),
    review: reasonsOf('held'),
    quarantine: reasonsOf('quarantined'),
    validation: 'clean',
    head: 'fresh',
  });
};
