import type { Crypto } from '@sourceos/sync-kernel/wire';
import { cast, personOf } from './identities.js';
import { onceACrypto } from './once-a-crypto.js';
import { createScribe, type Inscribed } from './scribe.js';

/** What a scope begins with, the same in every run. */
export interface Genesis {
  readonly root: Inscribed;
  /** Those who have a right to write, with the record that says so. */
  readonly delegations: readonly Granted[];
  /** The members on whose devices the agent has a lease. */
  readonly leases: readonly Granted[];
  /** All records, these among them. */
  readonly records: readonly Uint8Array[];
}

interface Granted {
  readonly name: string;
  readonly id: string;
}

/** Whoever is given a key; one of them has no right to write. */
const everybody = [...cast.members, cast.equivocator, cast.removed, cast.undelegated];

const createGenesis = (crypto: Crypto, scopeId: string): Genesis => {
  const scribe = createScribe(crypto, scopeId);
  const root = scribe.root(1);
  const delegations = everybody
    .filter((name) => name !== cast.undelegated)
    .map((name) => ({ name, ...scribe.delegation(name, ['*'], 0) }));
  const leases = cast.members.map((name) => ({ name, ...scribe.lease(name, 0) }));
  const reviewRoles = cast.reviewers.map((name) =>
    scribe.sign({
      kind: 'delegation',
      to: { authorId: personOf(name) },
      roles: ['review'],
      collections: ['*'],
      expires: 4_000_000_000_000,
      terminating: false,
    }),
  );
  const inscribed = [
    root,
    ...everybody.map(scribe.member),
    ...delegations,
    ...leases,
    ...reviewRoles,
    scribe.epoch(1, everybody),
  ];
  return { root, delegations, leases, records: inscribed.map(({ bytes }) => bytes) };
};

const scopesOf = onceACrypto(() => new Map<string, Genesis>());

/** The genesis of a scope. */
export const genesisOf = (crypto: Crypto, scopeId: string): Genesis => {
  const made = scopesOf(crypto);
  const genesis = made.get(scopeId) ?? createGenesis(crypto, scopeId);
  made.set(scopeId, genesis);
  return genesis;
};
