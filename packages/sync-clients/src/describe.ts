import { cardOf, changeTitle, membersOf, shorten, textOf, type Card, type Members } from '@sourceos/sync-kernel';
import type { ClientsChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What a person calls the object of a change. */
const nameOf = (record: Members, objectId: string): string => {
  const id = shorten(objectId);
  const text = (name: string): string => shorten(textOf(record[name]) ?? id);
  switch (record.type) {
    case 'Device':
      return `The device "${text('name')}"`;
    case 'DeviceHeartbeat':
      return `The heartbeat of ${text('deviceId')}`;
    case 'DeviceRevocation':
      return `The revocation of ${text('deviceId')}`;
    case 'DeviceCommand':
      return `The command ${shorten(textOf(membersOf(record.action).kind) ?? id).replaceAll('_', ' ')} to ${text('target')}`;
    case 'DeviceCommandApproval':
      return `The approval of ${text('commandId')}`;
    case 'DeviceCommandResult':
      return `The result of ${text('commandId')}`;
    default:
      return `The object ${id}`;
  }
};

/** The card of a change: what would happen to which device or command, why that is risky, and what to do instead. */
export const describe = (change: ClientsChange): Card =>
  cardOf({
    title: changeTitle(nameOf(membersOf(change.before ?? change.after), change.objectId), change),
    concerns: concernsOf(change),
    harmless: 'No key changes, and no device is told anything.',
  });
