import type { ClientsChange } from '../authority/rule.js';
import { membersOf, textOf, type Members } from '../registry/members.js';
import { sidesOf, type Concern } from './concern.js';
import { short } from './words.js';

/** What a command does on its target, in words. */
const actionWords = (action: Members, target: string): string => {
  switch (action.kind) {
    case 'wipe':
      return action.extent === 'device'
        ? `Everything on ${target} is erased, once another device or the recovery key has approved it.`
        : `The profile's data on ${target} is erased, once another device or the recovery key has approved it.`;
    case 'reset':
      return `${target} drops ${short(textOf(action.collection) ?? 'all that was synchronised')} and fetches it again: what it did not send is lost.`;
    case 'lock':
      return `${target} locks its session and forgets the keys that are open.`;
    case 'rotate_keys':
      return `${target} makes new keys and asks to be enrolled again.`;
    case 'show_message':
      return `${target} shows a message: ${JSON.stringify(short(textOf(action.title) ?? ''))}.`;
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
      sentence: actionWords(membersOf(action), short(textOf(target) ?? 'A device')),
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
      sentence: `${short(textOf(approver) ?? 'Somebody')} approves ${short(textOf(commandId) ?? 'a command')}: its target may run it now.`,
      alternative: 'Read the command first: the approval is about its whole content.',
    },
  ];
};
