import { createAuthorityMerger } from './signed-authority/authority-merger.js';
import type { Strategy } from './strategy.js';

/**
 * Authorised versions in the order of number, then write id. A version takes the place of what its author saw, unless
 * that is numbered higher; of concurrent ones the highest is in force and the others are held, not lost. Revocations
 * are a set that only grows, read off each write by itself and applied before the order. Laws: the state is
 * a function of the set of versions; a revoked object never returns; what is held is never in force.
 */
export const signedAuthorityRequired: Strategy = {
  name: 'signed_authority_required',
  judgesDanger: true,
  createMerger: createAuthorityMerger,
};
