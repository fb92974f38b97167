import { engineDenied, textOf, type Reason } from '@sourceos/sync-kernel';
import { heartbeatId, resultId } from '../registry/object-id.js';
import { isEnrolled, writtenOnce, type Question } from './rule.js';

/** What only the device itself may say. */
const ownRules = ({ change, context, after }: Question, name: string): readonly Reason[] => {
  if (after.deviceId !== change.deviceId) return [engineDenied('/deviceId', 'Only the device itself says this.')];
  const found: Reason[] = [];
  if (change.objectId !== name) found.push(engineDenied('', `The object is named ${name}.`));
  if (!isEnrolled(context, change.deviceId))
    found.push(engineDenied('/deviceId', 'The device is not enrolled, or was revoked.'));
  return found;
};

export const heartbeatAuthority = (question: Question): readonly Reason[] =>
  ownRules(question, heartbeatId(question.change.deviceId));

/** How a command ended is said once: a second word about it would hide that it ran. */
export const resultAuthority = (question: Question): readonly Reason[] => [
  ...ownRules(question, resultId(textOf(question.after.commandId) ?? '', question.change.deviceId)),
  ...writtenOnce(question, 'How a command ended is said once.'),
];
