import { classifyConcerns, type Classification } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from './authority/rule.js';
import { concernsOf } from './concerns/concerns-of.js';

/** What an agent may do, and how far it is trusted, is dangerous; names, and taking something away, are not. */
export const classify = (change: AgentRegistryChange): Classification =>
  classifyConcerns(concernsOf(change), 'No agent may do more than before.');
