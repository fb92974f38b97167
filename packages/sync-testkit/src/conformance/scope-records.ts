import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { controlStatementId, keyIdOf, signControlRecord, type ControlBody } from '@sourceos/sync-kernel';
import { hashName, type Crypto } from '@sourceos/sync-kernel/wire';

/** Bytes that look random and are the same in every run. */
export const bytesOf = (label: string): Uint8Array => sha256(utf8ToBytes(label));

/** Where the clocks of conformance begin, and what lies beyond all of them; milliseconds. */
export const start = 1_750_000_000_000;
export const farFuture = start + 10 * 365 * 86_400_000;

/** Ada writes, bob is the device that is looked at, cyd reviews, eve is a member that nothing was delegated to. */
export const people = ['ada', 'bob', 'cyd', 'eve'] as const;
export type Name = (typeof people)[number];

export const deviceOf = (name: Name): string => `urn:srcos:device:${name}`;
export const personOf = (name: Name): string => `urn:srcos:person:${name}`;
export const secretKeyOf = (name: Name): Uint8Array => bytesOf(`device ${name}`);
export const agent = 'urn:srcos:agent:scout';

type WithoutScope = ControlBody extends infer Each ? (Each extends ControlBody ? Omit<Each, 'scopeId'> : never) : never;

/** The control records of a scope with one root key. */
export interface ScopeRecords {
  readonly scopeId: string;
  /** The id of the root's statement. */
  readonly root: string;
  /** What makes the scope, in order. */
  readonly genesis: readonly Uint8Array[];
  /** Signs a control record, by default with the root's key. */
  readonly sign: (body: WithoutScope, secretKey?: Uint8Array) => Uint8Array;
  readonly idOf: (body: WithoutScope) => string;
}

/** What the root delegates to ada in every scope. */
export const delegationOfAda: WithoutScope = {
  kind: 'delegation',
  to: { authorId: personOf('ada') },
  roles: ['write', 'rollback', 'export', 'downgrade'],
  collections: ['*'],
  expires: farFuture,
  terminating: false,
};

export const scopeRecords = (crypto: Crypto, scopeId: string): ScopeRecords => {
  const rootKey = bytesOf('root key');
  const rootKeyId = keyIdOf(crypto, crypto.publicKey(rootKey));
  const role = { keys: [rootKeyId], threshold: 1 };
  const sign = (body: WithoutScope, secretKey = rootKey): Uint8Array =>
    signControlRecord(crypto, { ...body, scopeId }, [secretKey]);
  const idOf = (body: WithoutScope): string => controlStatementId(crypto, { ...body, scopeId });
  const root: WithoutScope = {
    kind: 'root',
    version: 1,
    expires: farFuture,
    keys: { [rootKeyId]: bytesToHex(crypto.publicKey(rootKey)) },
    roles: { root: role, members: role, delegations: role },
    adopts: [],
  };
  const genesis = [
    sign(root),
    ...people.map((name) =>
      sign({
        kind: 'member',
        deviceId: deviceOf(name),
        personId: personOf(name),
        signingKey: bytesToHex(crypto.publicKey(secretKeyOf(name))),
        sealingKey: bytesToHex(bytesOf(`sealing ${name}`)),
        since: start,
      }),
    ),
    sign(delegationOfAda),
    ...[personOf('bob'), agent].map((authorId) => sign({ ...delegationOfAda, to: { authorId } })),
    sign({ ...delegationOfAda, to: { authorId: personOf('cyd') }, roles: ['review'] }),
    sign({
      kind: 'epoch',
      epoch: 1,
      members: people.map(deviceOf),
      commitment: hashName(bytesOf('epoch 1')),
      wraps: {},
    }),
  ];
  return { scopeId, root: idOf(root), genesis, sign, idOf };
};
