import { membersOf, misnamed, type AuthoredWrite, type Reason } from '@sourceos/sync-kernel';
import { kindOfType } from './names/object-id.js';
import type { ShellRecord } from './record.js';

/**
 * A record stands under the URN of its kind: a template under the name of a profile would be offered as what it is not.
 * It depends on nothing but the write; a member that a patch does not carry passed the same rule with the write that
 * brought it.
 */
export const authorizeWrite = ({ objectId, record }: AuthoredWrite<ShellRecord>): readonly Reason[] =>
  misnamed(kindOfType, objectId, membersOf(record).type);
