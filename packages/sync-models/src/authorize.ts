import { reasonOf, type AuthoredWrite, type Reason } from '@sourceos/sync-kernel';
import { listOf, membersOf, textOf } from './concerns/concern.js';
import { availabilityId, kindOfId, kindOfType, placeOf } from './names/object-id.js';
import type { ModelsRecord } from './record.js';

const denied = (pointer: string, rule: string): Reason => reasonOf('engine_denied', { pointer, evidence: { rule } });

const ownFact = 'What a device has is written by that device alone, under its own name.';

/**
 * Rules that depend on nothing but the write: a record stands under the URN of its kind, a provider under the place
 * where it runs, and only a device itself says what it has. Members that a patch does not carry passed the same rules
 * with the write that brought them.
 */
export const authorizeWrite = ({ objectId, deviceId, record }: AuthoredWrite<ModelsRecord>): readonly Reason[] => {
  const found: Reason[] = [];
  const kind = kindOfId(objectId);
  if (kind === 'model-availability' && objectId !== availabilityId(deviceId)) found.push(denied('', ownFact));
  if (record === undefined) return found;
  const members = membersOf(record);
  const type = textOf(members.type);
  const expected = type !== undefined && Object.hasOwn(kindOfType, type) ? kindOfType[type] : undefined;
  if (expected !== undefined && expected !== kind) {
    found.push(denied('/type', `A record of this type is named by urn:srcos:${expected}:….`));
  }
  const speaker = textOf(members.deviceId);
  if (speaker !== undefined && speaker !== deviceId) found.push(denied('/deviceId', ownFact));
  const place = textOf(membersOf(members.location).kind);
  if (place !== undefined && placeOf(objectId) !== place) {
    const rule = `A provider that is ${place} is named by urn:srcos:model-provider:${place}:…, and stays that.`;
    found.push(denied('/location/kind', rule));
  }
  listOf(members.targets).forEach((target, index) => {
    if (placeOf(textOf(membersOf(target).providerId) ?? '') !== undefined) return;
    const rule = 'The name of a target says whether it is local or remote.';
    found.push(denied(`/targets/${String(index)}/providerId`, rule));
  });
  return found;
};
