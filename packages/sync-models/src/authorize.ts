import {
  engineDenied,
  kindOfUrn,
  listOf,
  membersOf,
  misnamed,
  textOf,
  type AuthoredWrite,
  type Reason,
} from '@sourceos/sync-kernel';
import { availabilityId, kindOfType, placeOf } from './names/object-id.js';
import type { ModelsRecord } from './record.js';

const ownFact = 'What a device has is written by that device alone, under its own name.';

/**
 * Rules that depend on nothing but the write: a record stands under the URN of its kind, a provider under the place
 * where it runs, and only a device itself says what it has. Members that a patch does not carry passed the same rules
 * with the write that brought them.
 */
export const authorizeWrite = ({ objectId, deviceId, record }: AuthoredWrite<ModelsRecord>): readonly Reason[] => {
  const found: Reason[] = [];
  const kind = kindOfUrn(objectId);
  if (kind === 'model-availability' && objectId !== availabilityId(deviceId)) found.push(engineDenied('', ownFact));
  if (record === undefined) return found;
  const members = membersOf(record);
  found.push(...misnamed(kindOfType, objectId, members.type));
  const speaker = textOf(members.deviceId);
  if (speaker !== undefined && speaker !== deviceId) found.push(engineDenied('/deviceId', ownFact));
  const place = textOf(membersOf(members.location).kind);
  if (place !== undefined && placeOf(objectId) !== place) {
    const rule = `A provider that is ${place} is named by urn:srcos:model-provider:${place}:…, and stays that.`;
    found.push(engineDenied('/location/kind', rule));
  }
  listOf(members.targets).forEach((target, index) => {
    if (placeOf(textOf(membersOf(target).providerId) ?? '') !== undefined) return;
    const rule = 'The name of a target says whether it is local or remote.';
    found.push(engineDenied(`/targets/${String(index)}/providerId`, rule));
  });
  return found;
};
