import { engineDenied, kindOfUrn, membersOf, type Reason } from '@sourceos/sync-kernel';
import type { ClientsChange } from './rule.js';

const rules: Readonly<Record<string, string>> = {
  device: 'A device ends by a revocation, and is not deleted.',
  'device-revocation': 'Nothing takes a revocation back.',
  'device-command-result': 'How a command ended is not forgotten: it would run again.',
};

/** Who deletes what: a command by anybody but its target, an approval by its approver, a heartbeat by its device. */
export const deletionAuthority = ({ objectId, deviceId, before }: ClientsChange): readonly Reason[] => {
  const kind = kindOfUrn(objectId);
  const rule = Object.hasOwn(rules, kind) ? rules[kind] : undefined;
  if (rule !== undefined) return [engineDenied('', rule)];
  const { type, target, approver, deviceId: speaker } = membersOf(before);
  if (type === 'DeviceCommand' && target === deviceId) {
    return [engineDenied('', 'A device does not cancel what it is told: whoever stole it would.')];
  }
  if (type === 'DeviceHeartbeat' && speaker !== deviceId)
    return [engineDenied('', 'Only the device itself says this.')];
  if (type === 'DeviceCommandApproval' && approver !== deviceId)
    return [engineDenied('', 'Who approved takes it back.')];
  return [];
};
