import { trustTier } from '../records/trust-tier.js';

const ranks: readonly string[] = trustTier.values;

/** The place of a tier, least first. An agent about which nothing was decided, or nothing known, is untrusted. */
export const rankOf = (tier: unknown): number => Math.max(0, typeof tier === 'string' ? ranks.indexOf(tier) : 0);
