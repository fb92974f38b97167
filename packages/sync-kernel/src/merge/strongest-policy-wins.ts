import { createPolicyMerger } from './strongest-policy-wins/policy-merger.js';
import type { Strategy } from './strategy.js';

/**
 * The state is every bundle that was ever put, the weaker too; the effect is their meet (policy/meet.ts). No later
 * edition, patch or deletion loosens anything: only a downgrade does, of the bundles that it names and had seen, at
 * its layer or below. Laws: state and effect are functions of the set of writes and control records; a bundle never
 * loosens the effect; a bundle that a downgrade had not seen survives it.
 */
export const strongestPolicyWins: Strategy = {
  name: 'strongest_policy_wins',
  judgesDanger: true,
  createMerger: createPolicyMerger,
};
