import { cardOf, changeTitle, membersOf, shorten, textOf, type Card, type Members } from '@sourceos/sync-kernel';
import { markOf } from './authority/revocation.js';
import type { AgentRegistryChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What a person calls the object of a change. */
const nameOf = (record: Members, objectId: string): string => {
  const id = shorten(objectId);
  switch (record.type) {
    case 'AgentManifest':
      return `The agent "${shorten(textOf(record.name) ?? id)}"`;
    case 'AgentCapabilityLease':
      return `The lease of ${shorten(textOf(membersOf(record.lease).agentId) ?? id)}`;
    case 'AgentTrustTier':
      return `The trust tier of ${shorten(textOf(record.agentId) ?? id)}`;
    case 'AgentToolGrant':
      return `The tool grant of ${shorten(textOf(record.agentId) ?? id)}`;
    default:
      return `The object ${id}`;
  }
};

const titleOf = (change: AgentRegistryChange): string => {
  const { objectId, before, after } = change;
  const name = nameOf(membersOf(before ?? after), objectId);
  const next = membersOf(after);
  if (markOf(next) !== undefined || membersOf(next.lease).revokedAt !== undefined) {
    return `${name} would be revoked, for ever.`;
  }
  return changeTitle(name, change);
};

/** The card of a change: what would happen to which object, what an agent may do then, and what to do instead. */
export const describe = (change: AgentRegistryChange): Card =>
  cardOf({ title: titleOf(change), concerns: concernsOf(change), harmless: 'No agent may do more than before.' });
