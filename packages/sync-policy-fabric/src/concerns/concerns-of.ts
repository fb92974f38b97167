import type { Concern, PolicyChange } from './concern.js';
import { downgradeConcerns } from './downgrade.js';
import { editionConcerns } from './edition.js';
import { limitConcerns } from './limits.js';
import { listConcerns } from './lists.js';
import { ruleConcerns } from './rules.js';

const gravity: readonly Concern['kind'][] = ['downgrade', 'layer', 'edition', 'loosens', 'opens', 'tightens', 'words'];

/** Everything about a change that a person should know first, the gravest first. */
export const concernsOf = (change: PolicyChange): readonly Concern[] => {
  const found = [
    ...downgradeConcerns(change),
    ...editionConcerns(change),
    ...ruleConcerns(change),
    ...limitConcerns(change),
    ...listConcerns(change),
  ];
  return gravity.flatMap((kind) => found.filter((concern) => concern.kind === kind));
};
