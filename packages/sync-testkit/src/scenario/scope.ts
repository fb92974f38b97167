import { keyIdOf, signControlRecord, controlStatementId, type ControlBody } from '@sourceos/sync-kernel';
import { hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A control statement of the scene's own scope. */
export type SceneStatement = ControlBody extends infer Each
  ? Each extends ControlBody
    ? Omit<Each, 'scopeId'>
    : never
  : never;

/** When scenes begin: milliseconds since the epoch. */
export const sceneStart = 1_750_000_000_000;

/** Ten years after scenes begin: what expires then is alive in all of them. */
export const sceneEnd = sceneStart + 10 * 365 * 86_400_000;

export const deviceIdOf = (name: string): string => `urn:srcos:device:${name}`;
export const personIdOf = (name: string): string => `urn:srcos:person:${name}`;
export const agentIdOf = (name: string): string => `urn:srcos:agent:${name}`;

/** A scope with one root key: signs its records and derives every key that a scene needs from a label. */
export interface SceneScope {
  readonly scopeId: string;
  readonly crypto: Crypto;
  /** The statement id of the first root: what a control log is opened with. */
  readonly root: string;
  /** Bytes that look random and are the same in every run. */
  readonly bytesOf: (label: string) => Uint8Array;
  /** The Ed25519 secret key of a device. */
  readonly secretKeyOf: (name: string) => Uint8Array;
  /** A control record signed by the scope's root, or by the keys given. */
  readonly sign: (body: SceneStatement, keys?: readonly Uint8Array[]) => Uint8Array;
  readonly idOf: (body: SceneStatement) => string;
  /** Root, members and the first epoch. */
  readonly founding: readonly Uint8Array[];
}

export const createSceneScope = (crypto: Crypto, scopeId: string, names: readonly string[]): SceneScope => {
  const bytesOf = (label: string): Uint8Array => crypto.sha256(utf8ToBytes(`scene ${label}`));
  const secretKeyOf = (name: string): Uint8Array => bytesOf(`device ${name}`);
  const rootKey = bytesOf('root');
  const rootKeyId = keyIdOf(crypto, crypto.publicKey(rootKey));
  const sign: SceneScope['sign'] = (body, keys = [rootKey]) => signControlRecord(crypto, { ...body, scopeId }, keys);
  const idOf: SceneScope['idOf'] = (body) => controlStatementId(crypto, { ...body, scopeId });
  const role = { keys: [rootKeyId], threshold: 1 };
  const root: SceneStatement = {
    kind: 'root',
    version: 1,
    expires: sceneEnd,
    keys: { [rootKeyId]: bytesToHex(crypto.publicKey(rootKey)) },
    roles: { root: role, members: role, delegations: role },
    adopts: [],
  };
  const members = names.map((name) =>
    sign({
      kind: 'member',
      deviceId: deviceIdOf(name),
      personId: personIdOf(name),
      signingKey: bytesToHex(crypto.publicKey(secretKeyOf(name))),
      sealingKey: bytesToHex(bytesOf(`sealing ${name}`)),
      since: sceneStart,
    }),
  );
  const epoch = sign({
    kind: 'epoch',
    epoch: 1,
    members: names.map(deviceIdOf),
    commitment: hashName(bytesOf('epoch 1')),
    wraps: {},
  });
  return {
    scopeId,
    crypto,
    root: idOf(root),
    bytesOf,
    secretKeyOf,
    sign,
    idOf,
    founding: [sign(root), ...members, epoch],
  };
};
