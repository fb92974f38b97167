import type { Concern } from '@sourceos/sync-kernel';
import type { AgentRegistryChange } from '../authority/rule.js';
import { leaseConcerns } from './lease.js';
import { manifestConcerns } from './manifest.js';
import { toolGrantConcerns } from './tool-grant.js';
import { trustTierConcerns } from './trust-tier.js';

/** Everything about a change that a person should know first. */
export const concernsOf = (change: AgentRegistryChange): readonly Concern[] => [
  ...trustTierConcerns(change),
  ...leaseConcerns(change),
  ...manifestConcerns(change),
  ...toolGrantConcerns(change),
];
