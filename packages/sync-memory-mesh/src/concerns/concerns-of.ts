import type { Concern } from '@sourceos/sync-kernel';
import { beliefConcerns } from './belief.js';
import type { MemoryChange } from './concern.js';
import { lifecycleConcerns } from './lifecycle.js';
import { originConcerns } from './origin.js';
import { reachConcerns } from './reach.js';

/** Everything about a change that a person should know first, the gravest first. */
export const concernsOf = (change: MemoryChange): readonly Concern[] => [
  ...lifecycleConcerns(change),
  ...reachConcerns(change),
  ...beliefConcerns(change),
  ...originConcerns(change),
];
