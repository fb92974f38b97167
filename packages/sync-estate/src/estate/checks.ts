import type { Estate, EstateDraft } from './estate.js';
import { collectionsClaimedTwice, declarationsDisagree, declaredElsewhere } from './rules/declarations.js';
import { engineMissing, silentOwners } from './rules/owners.js';
import { repositoriesTwice } from './rules/repositories.js';

type EstateCheck = (estate: Estate) => readonly EstateDraft[] | Promise<readonly EstateDraft[]>;

/** What is looked at across repositories, in one list. */
export const estateChecks: readonly EstateCheck[] = [
  engineMissing,
  silentOwners,
  declaredElsewhere,
  declarationsDisagree,
  collectionsClaimedTwice,
  repositoriesTwice,
];
