import { engineDenied, isAgent, kindOfUrn, membersOf, type AuthorizeContext, type Reason } from '@sourceos/sync-kernel';
import { approvalAuthority, commandAuthority } from './authority/command-authority.js';
import { deletionAuthority } from './authority/deletion-authority.js';
import { deviceAuthority } from './authority/device-authority.js';
import { heartbeatAuthority, resultAuthority } from './authority/own-word-authority.js';
import { isEnrolled, writtenOnce, type ClientsChange, type Question } from './authority/rule.js';
import { kindOfType } from './registry/object-id.js';

const revocationAuthority = (question: Question): readonly Reason[] => [
  ...(isEnrolled(question.context, question.change.deviceId)
    ? []
    : [engineDenied('', 'The device that revokes is not enrolled, or was revoked.')]),
  ...writtenOnce(question, 'A revocation does not change: another one is added.'),
];

const rulesOf: Readonly<Record<string, (question: Question) => readonly Reason[]>> = {
  Device: deviceAuthority,
  DeviceHeartbeat: heartbeatAuthority,
  DeviceRevocation: revocationAuthority,
  DeviceCommand: commandAuthority,
  DeviceCommandApproval: approvalAuthority,
  DeviceCommandResult: resultAuthority,
};

/**
 * What devices may say of each other and tell each other. It asks about the write, the keys that the control log
 * admits, and what other objects said before the write: writes are judged in one order on all devices.
 */
export const authorize = (change: ClientsChange, context: AuthorizeContext): readonly Reason[] => {
  const { objectId, authorId, before, after } = change;
  if (isAgent(authorId)) return [engineDenied('', 'No agent speaks for a device or tells one anything.')];
  if (after === undefined) return deletionAuthority(change);
  const members = membersOf(after);
  const type = typeof members.type === 'string' && Object.hasOwn(kindOfType, members.type) ? members.type : '';
  const rules = rulesOf[type];
  // A patch of what is not in force leaves a part of a record.
  if (rules === undefined) return [engineDenied('', 'There is no record in force that this is a part of.')];
  if (kindOfType[type] !== kindOfUrn(objectId)) {
    return [engineDenied('/type', `A record of this type is named by urn:srcos:${kindOfType[type] ?? ''}:….`)];
  }
  if (before !== undefined && before.type !== type) return [engineDenied('/type', 'A record stays of its type.')];
  return rules({ change, context, before: before === undefined ? undefined : membersOf(before), after: members });
};
