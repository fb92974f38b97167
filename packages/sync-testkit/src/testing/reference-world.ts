import type { LocalChange } from '@sourceos/sync-kernel';
import type { Pick } from '../simulation/pick.js';
import type { World } from '../simulation/world.js';
import { createReferenceNode, guarded, type ReferenceFault } from './reference-node.js';
import { sealControl } from './reference-wire.js';

const members = ['ada', 'bob', 'cyd', 'dee'];

const change = (pick: Pick, collection: string): LocalChange => ({
  collection,
  objectId: `object-${pick.below(4)}`,
  operation: 'put',
  record: { value: pick.below(1_000), dangerous: pick.chance(20) },
});

/** A scope of reference nodes, all of which have the fault. */
export const createReferenceWorld = (fault?: ReferenceFault) => (): World => {
  const all = [...members, 'eve', 'rex', 'una'];
  return {
    members,
    createNode: (request) => createReferenceNode(request, fault),
    genesis: [
      ...all.map((deviceId) => sealControl({ kind: 'member', deviceId })),
      ...members.map((deviceId) => sealControl({ kind: 'delegate', deviceId })),
    ],
    changes: (pick, deviceId) =>
      Array.from({ length: 1 + pick.below(3) }, () =>
        change(pick, members.includes(deviceId) && pick.chance(30) ? guarded : 'notes'),
      ),
    govern: (pick, written) =>
      written.length === 0 ? undefined : sealControl({ kind: 'approve', writeId: pick.of(written).writeId }),
    attackers: {
      equivocate: { deviceId: 'eve' },
      'write-after-removal': {
        deviceId: 'rex',
        remove: (last) => sealControl({ kind: 'remove', deviceId: 'rex', last }),
      },
      'write-undelegated': { deviceId: 'una', changes: (pick) => [change(pick, guarded)] },
      forge: { deviceId: 'ada' },
    },
  };
};
