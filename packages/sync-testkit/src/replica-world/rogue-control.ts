import type { ControlLog, ControlView } from '@sourceos/sync-kernel';

/**
 * A control log that answers every question about its own device with yes, whatever its records say: what somebody
 * has who breaks the rules. `key` is what the device signs with, which need not be the one it has in the scope.
 */
export const rogueControl = (log: ControlLog, deviceId: string, key: Uint8Array): ControlLog => {
  const view: ControlView = {
    scopeId: log.scopeId,
    get revision() {
      return log.view().revision;
    },
    deviceKey: (device) => (device === deviceId ? key : log.view().deviceKey(device)),
    membership: () => undefined,
    personOf: (device) => log.view().personOf(device),
    delegation: () => undefined,
    lease: () => undefined,
    reviews: (objectId) => log.view().reviews(objectId),
    frontier: () => log.view().frontier(),
    epoch: () => log.view().epoch(),
    hasEpoch: (epoch) => log.view().hasEpoch(epoch),
    replicated: () => log.view().replicated(),
  };
  return { scopeId: log.scopeId, add: log.add, records: log.records, view: () => view };
};
