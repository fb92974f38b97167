import { reasonOf, type AuthoredWrite, type Reason } from '@sourceos/sync-kernel';
import { membersOf, textOf } from './concerns/concern.js';
import { kindOfId, kindOfType } from './names/object-id.js';
import type { ShellRecord } from './record.js';

/**
 * A record stands under the URN of its kind: a template under the name of a profile would be offered as what it is not.
 * It depends on nothing but the write; a member that a patch does not carry passed the same rule with the write that
 * brought it.
 */
export const authorizeWrite = ({ objectId, record }: AuthoredWrite<ShellRecord>): readonly Reason[] => {
  const type = textOf(membersOf(record).type);
  const kind = type !== undefined && Object.hasOwn(kindOfType, type) ? kindOfType[type] : undefined;
  if (kind === undefined || kind === kindOfId(objectId)) return [];
  const rule = `A record of this type is named by urn:srcos:${kind}:….`;
  return [reasonOf('engine_denied', { pointer: '/type', evidence: { rule } })];
};
