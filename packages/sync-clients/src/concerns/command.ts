import { membersOf, shorten, textOf, type Concern, type Members } from '@sourceos/sync-kernel';
import type { ClientsChange } from '../authority/rule.js';
import { sidesOf } from './concern.js';

/** What a command does on its target, in words. */
const actionWords = (action: Members, target: string): string => {
  switch (action.kind) {
    case 'wipe':
      return action.extent === 'device'
        ? `Everything on ${target} is erased, once another device or the recovery key has approved it.`
        : `The profile's data on ${target} is erased, once another device or the recovery key has approved it.`;
    case 'reset':
      return `${target} drops ${shorten(textOf(action.collection) ?? 'all that was synchronised')} and fetches it again: what it did not send is lost.`;
    case 'lock':
      return `${target} locks its session and forgets the keys that are open.`;
    case 'rotate_keys':
      return `${target} makes new keys and asks to be enrolled again.`;
    case 'show_message':
      return `${target} shows a message: ${JSON.stringify(shorten(textOf(action.title) ?? ''))}.`;
    default:
      return `${target} is told something that this version does not know.`;
  }
};

/** A device is told to do something. */
export const commandConcerns = (change: ClientsChange): readonly Concern[] => {
  const sides = sidesOf(change, 'DeviceCommand');
  if (sides === undefined || change.pointers.length === 0) return [];
  const { action, target } = sides.next;
  return [
    {
      pointers: ['/action', '/target', '/expiresAt'],
      sentence: actionWords(membersOf(action), shorten(textOf(target) ?? 'A device')),
      alternative: 'Cancel the command before its target sees it.',
    },
  ];
};

/** A command gets the signature that it waits for. */
export const approvalConcerns = (change: ClientsChange): readonly Concern[] => {
  const sides = sidesOf(change, 'DeviceCommandApproval');
  if (sides === undefined || change.pointers.length === 0) return [];
  const { approver, commandId } = sides.next;
  return [
    {
      pointers: ['/approver', '/commandHash'],
      sentence: `${shorten(textOf(approver) ?? 'Somebody')} approves ${shorten(textOf(commandId) ?? 'a command')}: its target may run it now.`,
      alternative: 'Read the command first: the approval is about its whole content.',
    },
  ];
};
