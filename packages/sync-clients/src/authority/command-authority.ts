import { engineDenied, kindOfUrn, membersOf, textOf, timeOf, type Reason } from '@sourceos/sync-kernel';
import { maxLifetime } from '../records/device-command.js';
import { approvalId } from '../registry/object-id.js';
import { isEnrolled, writtenOnce, type Question } from './rule.js';

/** A command comes from an enrolled device to an enrolled device, and never changes: approvals are about its content. */
export const commandAuthority = (question: Question): readonly Reason[] => {
  const { change, context, before, after } = question;
  if (before !== undefined) return writtenOnce(question, 'A command does not change: another one is issued.');
  const found: Reason[] = [];
  if (after.issuedBy !== change.deviceId) found.push(engineDenied('/issuedBy', 'Who issues a command writes it.'));
  if (!isEnrolled(context, after.issuedBy)) {
    found.push(engineDenied('/issuedBy', 'The device that issues it is not enrolled, or was revoked.'));
  }
  if (!isEnrolled(context, after.target)) {
    found.push(engineDenied('/target', 'The device that is told is not enrolled, or was revoked.'));
  }
  const expires = timeOf(after.expiresAt);
  // By the write's own time (I10), so that all devices agree; whether it may still run, the target's clock says.
  if (!(context.wall < expires))
    found.push(engineDenied('/expiresAt', 'The command had expired before it was written.'));
  // `issuedAt` is what the issuer says; the time of the write cannot run ahead of the log.
  if (!(expires - context.wall <= maxLifetime))
    found.push(engineDenied('/expiresAt', 'A command lives for 30 days at most.'));
  return found;
};

/** A second signature is another's than the issuer's. What it signs is checked where the command is to run. */
export const approvalAuthority = (question: Question): readonly Reason[] => {
  const { change, context, after } = question;
  const commandId = textOf(after.commandId) ?? '';
  const approver = textOf(after.approver) ?? '';
  const found: Reason[] = [];
  const command = membersOf(context.lookup(commandId));
  if (command.type !== 'DeviceCommand') found.push(engineDenied('/commandId', 'There is no such command in force.'));
  if (approver === command.issuedBy) {
    found.push(engineDenied('/approver', 'The device that issued a command is not its second signature.'));
  }
  if (kindOfUrn(approver) === 'device') {
    if (approver !== change.deviceId) found.push(engineDenied('/approver', 'A device approves by its own writes.'));
    if (!isEnrolled(context, approver))
      found.push(engineDenied('/approver', 'The device is not enrolled, or was revoked.'));
  }
  if (change.objectId !== approvalId(commandId, approver)) {
    found.push(engineDenied('', 'An approval is named by its command and its approver.'));
  }
  return [...found, ...writtenOnce(question, 'An approval does not change.')];
};
