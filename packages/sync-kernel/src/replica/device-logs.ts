import { createDeviceLog, type DeviceLog } from './device-log.js';

/** The logs of the devices that wrote in a scope. */
export interface DeviceLogs {
  /** A device's log; an empty one where nothing of the device is here. */
  readonly of: (deviceId: string) => DeviceLog;
  /** The highest dot of each device up to which nothing is missing here. */
  readonly acknowledged: () => ReadonlyMap<string, number>;
  /** The dot at which each log forks that does. */
  readonly forks: () => Readonly<Record<string, number>>;
}

export const createDeviceLogs = (): DeviceLogs => {
  const logs = new Map<string, DeviceLog>();
  return {
    of: (deviceId) => {
      let log = logs.get(deviceId);
      if (log === undefined) logs.set(deviceId, (log = createDeviceLog()));
      return log;
    },
    acknowledged: () => new Map([...logs].filter(([, { last }]) => last > 0).map(([id, { last }]) => [id, last])),
    forks: () =>
      Object.fromEntries(
        [...logs].filter(([, { forkedAt }]) => Number.isFinite(forkedAt)).map(([id, { forkedAt }]) => [id, forkedAt]),
      ),
  };
};
