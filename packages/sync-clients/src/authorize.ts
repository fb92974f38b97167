import {
  engineDenied,
  isAgent,
  judgeByType,
  type AuthorizeContext,
  type Reason,
  type RulesByType,
} from '@sourceos/sync-kernel';
import { approvalAuthority, commandAuthority } from './authority/command-authority.js';
import { deletionAuthority } from './authority/deletion-authority.js';
import { deviceAuthority } from './authority/device-authority.js';
import { heartbeatAuthority, resultAuthority } from './authority/own-word-authority.js';
import { isEnrolled, writtenOnce, type ClientsChange, type Question } from './authority/rule.js';
import type { ClientsRecord } from './record.js';
import { kindOfType } from './registry/object-id.js';

const revocationAuthority = (question: Question): readonly Reason[] => [
  ...(isEnrolled(question.context, question.change.deviceId)
    ? []
    : [engineDenied('', 'The device that revokes is not enrolled, or was revoked.')]),
  ...writtenOnce(question, 'A revocation does not change: another one is added.'),
];

const rulesOf: RulesByType<ClientsRecord> = {
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
  if (isAgent(change.authorId)) return [engineDenied('', 'No agent speaks for a device or tells one anything.')];
  if (change.after === undefined) return deletionAuthority(change);
  return judgeByType(kindOfType, rulesOf, change, context);
};
