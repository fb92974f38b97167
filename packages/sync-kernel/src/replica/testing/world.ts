import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ControlLog } from '../../control/control-log.js';
import type { ControlBody } from '../../control/sign-control-record.js';
import { controlStatementId, signControlRecord } from '../../control/sign-control-record.js';
import { createControlLog } from '../../control/create-control-log.js';
import { keyIdOf } from '../../control/control-record.js';
import type { Engine } from '../../engine/engine.js';
import { hashName } from '../../wire/hash-name.js';
import { portableCrypto } from '../../wire/portable-crypto.js';
import { createReplica } from '../create-replica.js';
import type { Replica, ReplicaOptions } from '../replica.js';

const crypto = portableCrypto;

/** Bytes that look random and are the same in every run. */
export const bytesOf = (label: string): Uint8Array => crypto.sha256(utf8ToBytes(label));

/** Where tests' clocks begin. */
export const start = 1_750_000_000_000;
const farFuture = start + 10 * 365 * 86_400_000;

export const rootKey = bytesOf('root key');
const rootKeyId = keyIdOf(crypto, crypto.publicKey(rootKey));

export const deviceId = (name: string): string => `urn:srcos:device:${name}`;
export const personId = (name: string): string => `urn:srcos:person:${name}`;
export const secretKeyOf = (name: string): Uint8Array => bytesOf(`device ${name}`);

type WithoutScope = ControlBody extends infer Each ? (Each extends ControlBody ? Omit<Each, 'scopeId'> : never) : never;

/** The write that a review decides. */
export interface Reviewed {
  readonly collection: string;
  readonly objectId: string;
  readonly write: string;
  readonly writeDevice: string;
}

/** A scope with one root key, as many devices as are named, and one epoch. */
export interface World {
  readonly scopeId: string;
  /** The records that make the scope, in order. */
  readonly records: readonly Uint8Array[];
  /** Signs a control record, by default with the root's key. */
  readonly record: (body: WithoutScope, keys?: readonly Uint8Array[]) => Uint8Array;
  readonly recordId: (body: WithoutScope) => string;
  readonly secretKeyOf: (name: string) => Uint8Array;
  /** A review by the person of a device; the second device's person holds the review role. */
  readonly review: (name: string, about: Reviewed, verdict: 'approve' | 'reject') => Uint8Array;
  /** A control log that holds the scope's records. */
  readonly log: () => ControlLog;
  /** A device's replica that holds the scope's records. */
  readonly replica: (name: string, engines: readonly Engine[], more?: Partial<ReplicaOptions>) => Replica;
}

export const createWorld = (scopeId: string, devices: readonly string[]): World => {
  const body = (given: WithoutScope): ControlBody => ({ ...given, scopeId });
  const record = (given: WithoutScope, keys: readonly Uint8Array[] = [rootKey]): Uint8Array =>
    signControlRecord(crypto, body(given), keys);
  const role = { keys: [rootKeyId], threshold: 1 };
  const root: WithoutScope = {
    kind: 'root',
    version: 1,
    expires: farFuture,
    keys: { [rootKeyId]: bytesToHex(crypto.publicKey(rootKey)) },
    roles: { root: role, members: role, delegations: role },
    adopts: [],
  };
  const recordId = (given: WithoutScope): string => controlStatementId(crypto, body(given));
  const records = [
    record(root),
    ...devices.map((name) =>
      record({
        kind: 'member',
        deviceId: deviceId(name),
        personId: personId(name),
        signingKey: bytesToHex(crypto.publicKey(secretKeyOf(name))),
        sealingKey: bytesToHex(bytesOf(`sealing ${name}`)),
        since: start,
      }),
    ),
    record({
      kind: 'delegation',
      to: { authorId: personId(devices[devices.length > 1 ? 1 : 0] ?? '') },
      roles: ['review'],
      collections: ['*'],
      expires: farFuture,
      terminating: false,
    }),
    record({
      kind: 'epoch',
      epoch: 1,
      members: devices.map(deviceId),
      commitment: hashName(bytesOf('epoch 1')),
      wraps: {},
    }),
  ];
  const log = (): ControlLog => {
    const control = createControlLog({ scopeId, crypto, root: recordId(root) });
    for (const bytes of records) control.add(bytes);
    return control;
  };
  return {
    scopeId,
    records,
    secretKeyOf,
    review: (name, about, verdict) =>
      record(
        {
          kind: 'review',
          reviewerId: personId(name),
          deviceId: deviceId(name),
          ...about,
          candidates: [about.write],
          sees: [],
          wall: start,
          verdict,
        },
        [secretKeyOf(name)],
      ),
    log,
    record,
    recordId,
    replica: (name, engines, more = {}) => {
      let drawn = 0;
      return createReplica({
        engines,
        scopeId,
        deviceId: deviceId(name),
        authorId: personId(name),
        secretKey: secretKeyOf(name),
        crypto,
        control: log(),
        scopeKey: (scope) => bytesOf(`${scope} key`),
        random: (length) => bytesOf(`random ${name} ${String((drawn += 1))}`).slice(0, length),
        ...more,
      });
    },
  };
};
