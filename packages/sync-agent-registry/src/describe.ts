import type { Card } from '@sourceos/sync-kernel';
import { markOf } from './authority/revocation.js';
import type { AgentRegistryChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';
import { listed, short } from './concerns/words.js';
import { membersOf, textOf, type Members } from './registry/members.js';

/** What a person calls the object of a change. */
const nameOf = (record: Members, objectId: string): string => {
  const id = short(objectId);
  switch (record.type) {
    case 'AgentManifest':
      return `The agent "${short(textOf(record.name) ?? id)}"`;
    case 'AgentCapabilityLease':
      return `The lease of ${short(textOf(membersOf(record.lease).agentId) ?? id)}`;
    case 'AgentTrustTier':
      return `The trust tier of ${short(textOf(record.agentId) ?? id)}`;
    case 'AgentToolGrant':
      return `The tool grant of ${short(textOf(record.agentId) ?? id)}`;
    default:
      return `The object ${id}`;
  }
};

const titleOf = ({ objectId, before, after, pointers }: AgentRegistryChange): string => {
  const name = nameOf(membersOf(before ?? after), objectId);
  if (after === undefined) return `${name} would be deleted.`;
  const next = membersOf(after);
  if (markOf(next) !== undefined || membersOf(next.lease).revokedAt !== undefined) {
    return `${name} would be revoked, for ever.`;
  }
  if (before === undefined) return `${name} would be created.`;
  const fields = [...new Set(pointers.map((pointer) => pointer.split('/')[1] ?? ''))];
  return fields.length === 0 ? `${name} would stay as it is.` : `${name} would change in ${listed(fields)}.`;
};

const mostSentences = 6;

/** The card of a change: what would happen to which object, what an agent may do then, and what to do instead. */
export const describe = (change: AgentRegistryChange): Card => {
  const concerns = concernsOf(change);
  return {
    title: titleOf(change),
    risk:
      concerns.length === 0
        ? 'No agent may do more than before.'
        : concerns
            .slice(0, mostSentences)
            .map(({ sentence }) => sentence)
            .join(' '),
    alternatives: [
      ...new Set([...concerns.map(({ alternative }) => alternative), 'Reject it and keep what is in force.']),
    ],
  };
};
