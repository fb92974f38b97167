import { agentIdOf, personIdOf } from '../scenario/scope.js';
import type { Scene } from '../scenario/scene.js';
import type { HostileWay } from './hostile-way.js';

const hour = 3_600_000;
const agent = agentIdOf('robo');

const byCarol: HostileWay['write'] = (scene, change) => scene.forge('carol', change, {});
const byAgent: HostileWay['write'] = (scene, change) => scene.forge('ada', { ...change, authorId: agent }, {});

const unsigned: readonly HostileWay[] = [
  {
    kind: 'unsigned',
    name: 'a signature of zeros',
    reasons: ['bad_signature'],
    write: (scene, change) => scene.forge('ada', change, { unsigned: true }),
  },
  {
    kind: 'unsigned',
    name: "another member's signature",
    reasons: ['bad_signature'],
    write: (scene, change) => scene.forge('ada', change, { signedBy: 'bob' }),
  },
  {
    kind: 'unsigned',
    name: "a stranger's signature",
    reasons: ['bad_signature'],
    write: (scene, change) => scene.forge('ada', change, { signedBy: 'mallory' }),
  },
];

const undelegated: readonly HostileWay[] = [
  {
    kind: 'undelegated',
    name: 'a member that nothing was delegated to',
    reasons: ['no_delegation'],
    write: byCarol,
  },
  {
    kind: 'undelegated',
    name: 'a member with a delegation for another collection',
    reasons: ['no_delegation'],
    before: (scene) => void scene.delegate({ to: 'carol', collections: ['elsewhere'] }),
    write: byCarol,
  },
  {
    kind: 'undelegated',
    name: 'a member who may review, export and roll back, and not write',
    reasons: ['no_delegation'],
    before: (scene) => void scene.delegate({ to: 'carol', roles: ['review', 'export', 'rollback'] }),
    write: byCarol,
  },
  {
    kind: 'undelegated',
    name: "a member in somebody else's name",
    reasons: ['author_not_of_device'],
    write: (scene, change) => scene.forge('carol', { ...change, authorId: personIdOf('ada') }, {}),
  },
  {
    kind: 'undelegated',
    name: 'an agent without a lease',
    reasons: ['agent_without_lease'],
    write: byAgent,
  },
  {
    kind: 'undelegated',
    name: 'an agent with a lease for another collection',
    reasons: ['agent_without_lease'],
    before: (scene) => void scene.lease({ agent: 'robo', grantor: 'ada', collections: ['elsewhere'] }),
    write: byAgent,
  },
];

const expiring = (grant: (scene: Scene, expires: number) => string) => (scene: Scene) => {
  grant(scene, scene.now() + hour);
  scene.pass(2 * hour);
};

const expired: readonly HostileWay[] = [
  {
    kind: 'expired',
    name: 'a member whose delegation is over',
    reasons: ['delegation_expired'],
    before: expiring((scene, expires) => scene.delegate({ to: 'carol', expires })),
    write: byCarol,
  },
  {
    kind: 'expired',
    name: 'an agent whose lease is over',
    reasons: ['lease_expired'],
    before: expiring((scene, expires) => scene.lease({ agent: 'robo', grantor: 'ada', expires })),
    write: byAgent,
  },
];

/** Grants, and revokes what was granted before anything is written. */
const revoking = (kind: 'delegation' | 'lease', grant: (scene: Scene) => string) => (scene: Scene) =>
  scene.revoke(kind, grant(scene));

const revoked: readonly HostileWay[] = [
  {
    kind: 'revoked',
    name: 'a member whose delegation was revoked',
    reasons: ['delegation_revoked'],
    before: revoking('delegation', (scene) => scene.delegate({ to: 'carol' })),
    write: byCarol,
  },
  {
    kind: 'revoked',
    name: 'an agent whose lease was revoked',
    reasons: ['agent_without_lease'],
    before: revoking('lease', (scene) => scene.lease({ agent: 'robo', grantor: 'ada' })),
    write: byAgent,
  },
  {
    kind: 'revoked',
    name: 'a device that was revoked',
    reasons: ['device_revoked'],
    before: (scene) => {
      scene.delegate({ to: 'carol' });
      scene.revokeDevice('carol');
    },
    write: byCarol,
  },
  {
    kind: 'revoked',
    name: 'a member that was removed',
    reasons: ['device_revoked', 'unknown_device'],
    before: (scene) => {
      scene.delegate({ to: 'carol' });
      scene.remove('carol');
    },
    write: byCarol,
  },
  {
    kind: 'revoked',
    name: 'a device that was revoked after its writes came',
    reasons: ['device_revoked'],
    before: (scene) => void scene.delegate({ to: 'carol' }),
    write: byCarol,
    after: (scene) => scene.revokeDevice('carol'),
  },
];

/** Every way, by kind. */
export const hostileWays: readonly HostileWay[] = [...unsigned, ...undelegated, ...expired, ...revoked];
