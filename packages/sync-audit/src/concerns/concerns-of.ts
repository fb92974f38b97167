import type { AuditChange, Concern } from './concern.js';
import { detailsConcerns } from './details.js';
import { dropConcerns } from './drops.js';

/** Everything about an entry that a person should know first, the gravest first. */
export const concernsOf = (change: AuditChange): readonly Concern[] => [
  ...dropConcerns(change),
  ...detailsConcerns(change),
];
