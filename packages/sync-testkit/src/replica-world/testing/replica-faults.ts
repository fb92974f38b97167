import type { ControlLog } from '@sourceos/sync-kernel';
import type { Node } from '../../simulation/node.js';
import type { ReplicaWorldOptions } from '../replica-world.js';

type Fault = Pick<ReplicaWorldOptions, 'wrap' | 'control'>;

/** Faults of a node or of its control log that the simulation has to find in real replicas. */
export type ReplicaFault =
  | 'drops-a-write-after-a-restart'
  | 'asks-for-no-authority'
  | 'forgets-a-control-record'
  | 'shows-what-is-held'
  | 'counts-what-it-receives';

/** A device that starts a second time takes in no batch of its own: what its disk kept it does not read. */
const dropsAfterRestart = (): Fault => {
  const started = new Set<string>();
  return {
    wrap: (node, { deviceId, role }) => {
      if (role !== 'member') return node;
      const again = started.has(deviceId);
      started.add(deviceId);
      let taken = 0;
      return {
        ...node,
        receive: (bytes, now, arrival) => {
          taken += 1;
          return again && taken <= 3 ? { reasons: [], decisions: [] } : node.receive(bytes, now, arrival);
        },
      };
    },
  };
};

/** What the stage `authority` asks is answered with yes, whoever writes. */
const asksNoAuthority = (): Fault => ({
  control: (log): ControlLog => ({
    ...log,
    view: () =>
      new Proxy(log.view(), {
        get: (view, name) => (name === 'delegation' ? () => undefined : (Reflect.get(view, name) as unknown)),
      }),
  }),
});

const forgetsControl = (): Fault => ({
  wrap: (node, { role }) => {
    let taken = 0;
    return {
      ...node,
      receiveControl: (record, now) => {
        taken += 1;
        const forgotten = role === 'member' && taken > 21 && record.length % 7 === 3;
        return forgotten ? { id: '', accepted: true, reasons: [] } : node.receiveControl(record, now);
      },
    };
  },
});

const showsHeld = (): Fault => ({
  wrap: (node): Node => ({
    ...node,
    view: (collection, objectId) => {
      const view = node.view(collection, objectId);
      return view && { ...view, inForce: [...view.inForce, ...view.held] };
    },
  }),
});

const countsReceived = (): Fault => ({
  wrap: (node): Node => {
    let received = 0;
    return {
      ...node,
      receive: (bytes, now, arrival) => {
        received += 1;
        return node.receive(bytes, now, arrival);
      },
      replicated: () => ({ received, state: node.replicated() }),
    };
  },
});

/** Each makes the fault anew for one run. */
export const replicaFaults: Readonly<Record<ReplicaFault, () => Fault>> = {
  'drops-a-write-after-a-restart': dropsAfterRestart,
  'asks-for-no-authority': asksNoAuthority,
  'forgets-a-control-record': forgetsControl,
  'shows-what-is-held': showsHeld,
  'counts-what-it-receives': countsReceived,
};
