import type { ControlBody } from '@sourceos/sync-kernel';
import { keyIdOf, signControlRecord } from '@sourceos/sync-kernel';
import { hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesOf, cast, deviceOf, personOf, secretKeyOf } from './identities.js';
import { rememberingReader } from './remembering-reader.js';

type WithoutScope = ControlBody extends infer Each ? (Each extends ControlBody ? Omit<Each, 'scopeId'> : never) : never;

/** A signed control record and the id of what it states. */
export interface Inscribed {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Makes the control records of one scope, which has one root key. */
export interface Scribe {
  /** Signs, by default with the root's key. */
  readonly sign: (body: WithoutScope, signer?: string) => Inscribed;
  readonly root: (version: number, previous?: string) => Inscribed;
  readonly member: (name: string) => Inscribed;
  readonly epoch: (epoch: number, names: readonly string[]) => Inscribed;
  /** Lets the person write in the collections; `serial` tells delegations of equal content apart. */
  readonly delegation: (name: string, collections: readonly string[], serial: number) => Inscribed;
  readonly lease: (name: string, serial: number) => Inscribed;
}

/** Milliseconds since the epoch, past the end of every run. */
const farFuture = 4_000_000_000_000;

export const createScribe = (crypto: Crypto, scopeId: string): Scribe => {
  const read = rememberingReader(crypto);
  const rootName = 'root';
  const rootKey = crypto.publicKey(secretKeyOf(crypto, rootName));
  const rootKeyId = keyIdOf(crypto, rootKey);
  const role = { keys: [rootKeyId], threshold: 1 };
  const sign: Scribe['sign'] = (given, signer = rootName) => {
    const body: ControlBody = { ...given, scopeId };
    const bytes = signControlRecord(crypto, body, [secretKeyOf(crypto, signer)]);
    const written = read(crypto, bytes);
    if (!written.ok) throw new TypeError(`A record that was just signed cannot be read: ${written.message}`);
    return { id: written.value.id, bytes };
  };
  return {
    sign,
    root: (version, previous) =>
      sign({
        kind: 'root',
        version,
        ...(previous !== undefined && { previous }),
        expires: farFuture,
        keys: { [rootKeyId]: bytesToHex(rootKey) },
        roles: { root: role, members: role, delegations: role },
        adopts: [],
      }),
    member: (name) =>
      sign({
        kind: 'member',
        deviceId: deviceOf(name),
        personId: personOf(name),
        signingKey: bytesToHex(crypto.publicKey(secretKeyOf(crypto, name))),
        sealingKey: bytesToHex(bytesOf(crypto, `sealing key of ${name}`)),
        since: 0,
      }),
    epoch: (epoch, names) =>
      sign({
        kind: 'epoch',
        epoch,
        members: names.map(deviceOf),
        commitment: hashName(bytesOf(crypto, `epoch ${epoch} of ${names.join(' ')}`)),
        wraps: {},
      }),
    delegation: (name, collections, serial) =>
      sign({
        kind: 'delegation',
        to: { authorId: personOf(name) },
        roles: ['write', 'downgrade', 'rollback', 'export'],
        collections: [...collections],
        expires: farFuture - serial,
        terminating: false,
      }),
    lease: (name, serial) =>
      sign({
        kind: 'lease',
        agentId: cast.agent,
        grantorId: personOf(name),
        collections: ['*'],
        devices: [deviceOf(name)],
        from: 0,
        expires: farFuture - serial,
      }),
  };
};
