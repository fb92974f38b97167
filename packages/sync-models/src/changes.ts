import { changesOf, type LocalChange } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import { availabilityId } from './names/object-id.js';
import type { ModelAvailability, ModelsRecord } from './record.js';

const maker = changesOf<ModelsRecord>(manifest);

/** Makes the changes of providers, routes and availability, for `Replica.author`. */
export const changes = {
  ...maker,
  /** Says what this device has, in the object that is its own. */
  available: (record: ModelAvailability): LocalChange => maker.put(availabilityId(record.deviceId), record),
} as const;
