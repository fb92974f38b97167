import type { Estate, EstateDraft } from './estate.js';
import { collectionsClaimedTwice, declarationsDisagree, declaredElsewhere } from './rules/declarations.js';
import { engineMissing, silentOwners } from './rules/owners.js';
import { repositoriesTwice } from './rules/repositories.js';

/** What is looked at across repositories, in one list. */
export const estateChecks: readonly ((estate: Estate) => readonly EstateDraft[])[] = [
  engineMissing,
  silentOwners,
  declaredElsewhere,
  declarationsDisagree,
  collectionsClaimedTwice,
  repositoriesTwice,
];
