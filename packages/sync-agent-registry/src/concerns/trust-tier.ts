import { membersOf, shorten, textOf, type Concern } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from '../authority/rule.js';
import { trustTier } from '../records/trust-tier.js';
import { rankOf } from '../registry/rank.js';
import { sidesOf } from './concern.js';

const meaningOf = (tier: string): string =>
  Object.hasOwn(trustTier.meanings, tier) ? trustTier.meanings[tier as keyof typeof trustTier.meanings] : '';

/** An agent is trusted further, or less. */
export const trustTierConcerns = (change: AgentRegistryChange): readonly Concern[] => {
  const sides = sidesOf(change, 'AgentTrustTier');
  if (sides === undefined || change.after === undefined) return [];
  const old = textOf(membersOf(sides.old).trustTier) ?? 'untrusted';
  const next = textOf(sides.next.trustTier) ?? 'untrusted';
  if (change.before !== undefined && old === next) return [];
  const agent = shorten(textOf(sides.next.agentId) ?? 'The agent');
  const raised = rankOf(next) > rankOf(old);
  return [
    {
      pointers: ['/trustTier'],
      sentence:
        `${agent} is ${raised ? 'trusted further' : 'not trusted further'}: ${next} instead of ${old}. ${meaningOf(next)}`.trim(),
      alternative: raised ? 'Leave the tier, and have its effects approved.' : 'Revoke single leases instead.',
    },
  ];
};
