import {
  auditDrafts,
  kindOfUrn,
  membersOf,
  ownMember,
  textOf,
  type AuditDraft,
  type ChangeOutcome,
} from '@sourceos/sync-kernel';
import type { ClientsChange } from './authority/rule.js';
import type { manifest } from './manifest.js';

type EventType = (typeof manifest.auditEvents)[number];

const isCommand = ({ objectId, before, after }: ClientsChange): boolean => {
  const { type } = membersOf(after ?? before);
  return (textOf(type) ?? '').startsWith('DeviceCommand') || kindOfUrn(objectId).startsWith('device-command');
};

const ended: Readonly<Record<string, EventType>> = {
  applied: 'client.command.applied',
  ignored: 'client.command.ignored',
  unsupported: 'client.command.unsupported',
};

const accepted = (change: ClientsChange): EventType => {
  const { before, after, pointers } = change;
  const { type, outcome } = membersOf(after ?? before);
  switch (type) {
    case 'Device': {
      const enrolled = pointers.some((pointer) => pointer.startsWith('/enrolment'));
      if (before === undefined) return 'client.device.enrolled';
      return enrolled ? 'client.device.reenrolled' : 'client.device.changed';
    }
    case 'DeviceHeartbeat':
      return 'client.heartbeat.recorded';
    case 'DeviceRevocation':
      return 'client.device.revoked';
    case 'DeviceCommandResult':
      return ownMember(ended, textOf(outcome) ?? '') ?? 'client.command.ignored';
    case 'DeviceCommandApproval':
      return after === undefined ? 'client.command.cancelled' : 'client.command.approved';
    default:
      return after === undefined ? 'client.command.cancelled' : 'client.command.issued';
  }
};

const deniedEvent = (change: ClientsChange): EventType => {
  if (isCommand(change)) return 'client.command.denied';
  return kindOfUrn(change.objectId) === 'device-heartbeat' ||
    membersOf(change.after ?? change.before).type === 'DeviceHeartbeat'
    ? 'client.heartbeat.denied'
    : 'client.device.denied';
};

const eventsOf = (change: ClientsChange, { outcome, reasons }: ChangeOutcome): readonly EventType[] => {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return [accepted(change)];
    case 'superseded':
      // A revoked device tries to come back: nothing happened, and somebody should know.
      return reasons.length === 0 ? [] : [deniedEvent(change)];
    case 'held':
      return [isCommand(change) ? 'client.command.held' : 'client.device.held'];
    default:
      return reasons.some(({ code }) => code === 'policy_denied')
        ? [deniedEvent(change)]
        : ['client.write.quarantined'];
  }
};

/** What is recorded of a decision: enrolments, revocations, commands and how they ended, and every denial. */
export const audit = (change: ClientsChange, outcome: ChangeOutcome): readonly AuditDraft[] =>
  auditDrafts(change, outcome, eventsOf(change, outcome));
