import { listed, membersOf, shorten, textOf, type Concern } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from '../authority/rule.js';
import { sidesOf } from './concern.js';

/** A lease lets an agent act; one that is revoked asks nobody. */
export const leaseConcerns = (change: AgentRegistryChange): readonly Concern[] => {
  const sides = sidesOf(change, 'AgentCapabilityLease');
  if (sides === undefined || change.after === undefined) return [];
  const lease = membersOf(sides.next.lease);
  if (lease.revokedAt !== undefined || change.pointers.length === 0) return [];
  const text = (name: string): string => shorten(textOf(lease[name]) ?? 'nothing');
  const bounds = Object.keys(membersOf(lease.scope));
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ pointers: [`/lease/${name}`], sentence, alternative });
  };
  const where = bounds.length === 0 ? 'without bounds' : `bounded by ${listed(bounds, 5, shorten)}`;
  add(
    'capability',
    `${text('agentId')} may do ${text('capability')} in ${text('workspaceId')} until ${text('expiresAt')}, ${where}.`,
    'Grant less, for a shorter time.',
  );
  if (lease.requiresHumanApproval !== true) {
    add('requiresHumanApproval', 'Nobody is asked before each use.', 'Have each use approved.');
  }
  if (sides.next.parentLeaseId !== undefined) {
    add('grantedBy', `${text('grantedBy')} hands on a part of its own lease.`, 'Grant it yourself.');
  }
  return found;
};
