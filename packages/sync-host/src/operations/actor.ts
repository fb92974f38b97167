import type { Actor } from '@sourceos/sync-kernel';
import type { DeviceScope } from '../device/device.js';
import type { Keyring } from '../keyring/keyring.js';

/** The device's person, asking for an operation as of their next write in the scope. */
export const actorOf = (scope: DeviceScope, { deviceId, personId }: Keyring, now: number): Actor => ({
  control: scope.control(),
  authorId: personId,
  deviceId,
  n: (scope.replica.acknowledged().get(deviceId) ?? 0) + 1,
  wall: now,
});
