import {
  engineDenied,
  isAgent,
  membersOf,
  misnamed,
  textOf,
  timeOf,
  type AuthoredWrite,
  type AuthorizeContext,
  type Members,
  type Reason,
} from '@sourceos/sync-kernel';
import { kindOfType } from './names/object-id.js';
import type { SecretsRecord } from './record.js';

type SecretsWrite = AuthoredWrite<SecretsRecord>;
type WriteContext = Pick<AuthorizeContext, 'wall' | 'n' | 'control'>;

/** What a lease that is granted owes: its grantor signs it, it is not over, and it ends with the grantor's own right. */
const grantRules = (write: SecretsWrite, lease: Members, { wall, n, control }: WriteContext): readonly Reason[] => {
  const { authorId, deviceId } = write;
  if (lease.grantedBy !== authorId) {
    return [
      engineDenied('/grantedBy', 'Who grants a lease signs it: nobody grants or changes one in the name of another.'),
    ];
  }
  const expires = timeOf(lease.expiresAt);
  if (!(expires > wall)) return [engineDenied('/expiresAt', 'The lease had ended before it was written.')];
  const question = { deviceId, authorId, collection: 'secrets', n, wall: expires, role: 'write' } as const;
  // The lease's last moment is not part of it, and neither is the delegation's.
  return control.delegation({ ...question, wall: expires - 1 }) === undefined
    ? []
    : [engineDenied('/expiresAt', 'A lease ends no later than the delegation of who grants it.')];
};

/** An agent writes one thing: that it gives back a lease of its own. */
const agentRules = ({ authorId }: SecretsWrite, record: Members): readonly Reason[] =>
  record.type === 'SecretLease' && record.holderId === authorId && record.revocation !== undefined
    ? []
    : [
        engineDenied(
          '',
          'An agent refers to no secrets and grants no leases: it gives back what it holds, and no more.',
        ),
      ];

/**
 * Rules that depend on the write and on what the scope delegates: a record is signed whole, under the URN of its kind,
 * by who grants or revokes what it says.
 */
export const authorizeWrite = (write: SecretsWrite, context: WriteContext): readonly Reason[] => {
  const { objectId, operation, authorId, record } = write;
  if (operation === 'patch' || operation === 'command') {
    return [engineDenied('', 'A record of secrets is written whole, so that its author signs all that it says.')];
  }
  if (record === undefined)
    return isAgent(authorId) ? [engineDenied('', 'An agent deletes no records of secrets.')] : [];
  const members = membersOf(record);
  const type = textOf(members.type) ?? '';
  const found = [...misnamed(kindOfType, objectId, type)];
  if (isAgent(authorId)) found.push(...agentRules(write, members));
  const { revocation } = members;
  if (revocation !== undefined) {
    if (membersOf(revocation).revokedBy !== authorId) {
      found.push(engineDenied('/revocation/revokedBy', 'Who revokes signs it, and what is revoked stays as it is.'));
    }
  } else if (type === 'SecretLease') found.push(...grantRules(write, members, context));
  return found;
};
