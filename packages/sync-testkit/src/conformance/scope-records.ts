import type { Crypto } from '@sourceos/sync-kernel/wire';
import {
  createSceneScope,
  deviceIdOf,
  personIdOf,
  sceneEnd,
  sceneStart,
  type SceneScope,
  type SceneStatement,
} from '../scenario/scope.js';

/** Where the clocks of conformance begin, and what lies beyond all of them; milliseconds. */
export const start = sceneStart;
export const farFuture = sceneEnd;

/** Ada writes, bob is the device that is looked at, cyd reviews, eve is a member that nothing was delegated to. */
export const people = ['ada', 'bob', 'cyd', 'eve'] as const;
export type Name = (typeof people)[number];

export const deviceOf: (name: Name) => string = deviceIdOf;
export const personOf: (name: Name) => string = personIdOf;
export const agent = 'urn:srcos:agent:scout';

/** The control records of a scope with one root key, delegations to its people among them. */
export interface ScopeRecords extends Omit<SceneScope, 'founding'> {
  /** What makes the scope, in order. */
  readonly genesis: readonly Uint8Array[];
}

/** What the root delegates to ada in every scope. */
export const delegationOfAda: Extract<SceneStatement, { kind: 'delegation' }> = {
  kind: 'delegation',
  to: { authorId: personOf('ada') },
  roles: ['write', 'rollback', 'export', 'downgrade'],
  collections: ['*'],
  expires: farFuture,
  terminating: false,
};

export const scopeRecords = (crypto: Crypto, scopeId: string): ScopeRecords => {
  const { founding, ...scope } = createSceneScope(crypto, scopeId, people);
  const delegations = [
    delegationOfAda,
    ...[personOf('bob'), agent].map((authorId) => ({ ...delegationOfAda, to: { authorId } })),
    { ...delegationOfAda, to: { authorId: personOf('cyd') }, roles: ['review' as const] },
  ];
  return { ...scope, genesis: [...founding, ...delegations.map((body) => scope.sign(body))] };
};
