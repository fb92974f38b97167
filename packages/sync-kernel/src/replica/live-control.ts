import type { ControlLog } from '../control/control-log.js';
import type { ControlView } from '../control/control-view.js';

/** A control view that follows its log: strategies keep it for as long as they live. */
export const liveControl = (log: ControlLog): ControlView => ({
  scopeId: log.scopeId,
  get revision() {
    return log.view().revision;
  },
  deviceKey: (deviceId) => log.view().deviceKey(deviceId),
  membership: (deviceId, n) => log.view().membership(deviceId, n),
  personOf: (deviceId) => log.view().personOf(deviceId),
  delegation: (question) => log.view().delegation(question),
  delegationChain: (question) => log.view().delegationChain?.(question) ?? [],
  lease: (question) => log.view().lease(question),
  reviews: (objectId) => log.view().reviews(objectId),
  frontier: () => log.view().frontier(),
  epoch: () => log.view().epoch(),
  hasEpoch: (epoch) => log.view().hasEpoch(epoch),
  replicated: () => log.view().replicated(),
});
