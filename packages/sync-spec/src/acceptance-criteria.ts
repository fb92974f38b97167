import type { AcceptanceCriterion } from './rules/rule.js';

/** The acceptance criteria of the specification, word for word. */
export const acceptanceCriteria: Readonly<Record<AcceptanceCriterion, string>> = {
  1: 'Every sync engine has a manifest.',
  2: 'Every engine declares its policy class and merge strategy.',
  3: 'Critical engines require signed authority.',
  4: 'Secrets use never_merge.',
  5: 'Audit uses append_only.',
  6: 'Memory, shell, browser, model, and extensions use review-aware strategies.',
  7: 'The estate scanner can report missing, invalid, partial, and compliant engine manifests.',
};
