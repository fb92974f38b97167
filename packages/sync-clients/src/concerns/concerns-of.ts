import type { Concern } from '@sourceos/sync-kernel';
import type { ClientsChange } from '../authority/rule.js';
import { approvalConcerns, commandConcerns } from './command.js';
import { deviceConcerns, revocationConcerns } from './device.js';

/** Everything about a change that a person should know first. */
export const concernsOf = (change: ClientsChange): readonly Concern[] => [
  ...deviceConcerns(change),
  ...revocationConcerns(change),
  ...commandConcerns(change),
  ...approvalConcerns(change),
];
