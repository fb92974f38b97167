import type { Card } from '@sourceos/sync-kernel';
import type { ClientsChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';
import { listed, short } from './concerns/words.js';
import { membersOf, textOf, type Members } from './registry/members.js';

/** What a person calls the object of a change. */
const nameOf = (record: Members, objectId: string): string => {
  const id = short(objectId);
  const text = (name: string): string => short(textOf(record[name]) ?? id);
  switch (record.type) {
    case 'Device':
      return `The device "${text('name')}"`;
    case 'DeviceHeartbeat':
      return `The heartbeat of ${text('deviceId')}`;
    case 'DeviceRevocation':
      return `The revocation of ${text('deviceId')}`;
    case 'DeviceCommand':
      return `The command ${short(textOf(membersOf(record.action).kind) ?? id).replaceAll('_', ' ')} to ${text('target')}`;
    case 'DeviceCommandApproval':
      return `The approval of ${text('commandId')}`;
    case 'DeviceCommandResult':
      return `The result of ${text('commandId')}`;
    default:
      return `The object ${id}`;
  }
};

const titleOf = ({ objectId, before, after, pointers }: ClientsChange): string => {
  const name = nameOf(membersOf(before ?? after), objectId);
  if (after === undefined) return `${name} would be deleted.`;
  if (before === undefined) return `${name} would be created.`;
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  return fields.length === 0 ? `${name} would stay as it is.` : `${name} would change in ${listed(fields)}.`;
};

/** The card of a change: what would happen to which device or command, why that is risky, and what to do instead. */
export const describe = (change: ClientsChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'No key changes, and no device is told anything.'
        : concerns.map(({ sentence }) => sentence).join(' '),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
