import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { keyIdOf, signControlRecord, type ControlBody, type Engine } from '@sourceos/sync-kernel';
import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { createDevice } from '../device/create-device.js';
import type { Device, DeviceOptions, DeviceScope } from '../device/device.js';
import { done } from '../failure.js';
import type { DeviceKeyProvider } from '../keyring/device-key.js';
import { commitmentOf, wrapEpochKey } from '../keyring/epoch-key.js';
import type { Keyring } from '../keyring/keyring.js';
import { createKeyring, openKeyring } from '../keyring/open-keyring.js';
import type { RelayTransport } from '../relay-client/transport.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import type { Store } from '../store/store.js';
import { notesEngine } from './notes-engine.js';

/** Where tests' clocks begin. */
export const start = 1_750_000_000_000;
export const relayUrl = 'memory:relay';
const farFuture = start + 10 * 365 * 86_400_000;

/** Bytes that look random and are the same in every run. */
export const seeded = (seed: string): ((length: number) => Uint8Array) => {
  let drawn = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      drawn += 1;
      bytes.set(crypto.sha256(utf8ToBytes(`${seed} ${drawn}`)).subarray(0, Math.min(32, length - at)), at);
    }
    return bytes;
  };
};

/** A value that the test says is there. */
export const valueOf = <Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly code: string; readonly message: string },
): Value => {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
};

/** The key of tests' stores: what protects real ones has tests of its own. */
const provider: DeviceKeyProvider = {
  kind: 'test',
  create: () => Promise.resolve(done({ key: crypto.sha256(utf8ToBytes('device key')), parameters: {} })),
  open: () => Promise.resolve(done(crypto.sha256(utf8ToBytes('device key')))),
};

/** One machine of a test: a device over a store that outlives it. */
export interface Host {
  readonly name: string;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly device: Device;
  readonly scope: DeviceScope;
}

export interface HostOptions {
  readonly transport: (relayUrl: string) => RelayTransport;
  readonly store?: Store;
  readonly engines?: readonly Engine[];
  readonly now?: () => number;
  readonly more?: Partial<DeviceOptions>;
}

type WithoutScope = ControlBody extends infer Each ? (Each extends ControlBody ? Omit<Each, 'scopeId'> : never) : never;

/** A scope with one root key that the test holds, and the devices that were admitted to it. */
export interface HostWorld {
  readonly scopeId: string;
  readonly genesis: Uint8Array;
  /** Signs a control record with the root's key, or with others. */
  readonly record: (body: WithoutScope, keys?: readonly Uint8Array[]) => Uint8Array;
  /** The lease of an agent over all collections, by a keyring's person, in milliseconds since 1970. */
  readonly lease: (grantor: Keyring, agentId: string, from: number, expires: number) => Uint8Array;
  /** The record that makes a keyring's device a member. */
  readonly member: (keyring: Keyring) => Uint8Array;
  /** An epoch under a key that its number and label determine, wrapped for some. */
  readonly epoch: (
    number: number,
    members: readonly Keyring[],
    removed?: readonly string[],
    label?: string,
  ) => Promise<Uint8Array>;
  readonly removal: (deviceId: string, last: number) => Uint8Array;
  /** A keyring over a store: the one that is there, or a new one. */
  readonly keyring: (name: string, store: Store) => Promise<Keyring>;
  /** Opens a device that was added to the scope before. */
  readonly open: (name: string, options: HostOptions) => Promise<Host>;
  /** A device that made the scope with some others: it sends the records. */
  readonly first: (name: string, options: HostOptions, others?: readonly Keyring[]) => Promise<Host>;
  /** A device that joins: it has the genesis alone, and the rest comes from the relay. */
  readonly join: (name: string, options: HostOptions) => Promise<Host>;
}

export const createHostWorld = (label = 'garden', kind: 'workspace' | 'profile' | 'org' = 'workspace'): HostWorld => {
  const scopeId = `urn:srcos:${kind}:${label}`;
  const rootKey = crypto.sha256(utf8ToBytes(`root ${label}`));
  const rootKeyId = keyIdOf(crypto, crypto.publicKey(rootKey));
  const role = { keys: [rootKeyId], threshold: 1 };
  const record: HostWorld['record'] = (body, keys = [rootKey]) => signControlRecord(crypto, { ...body, scopeId }, keys);
  const genesis = record({
    kind: 'root',
    version: 1,
    expires: farFuture,
    keys: { [rootKeyId]: bytesToHex(crypto.publicKey(rootKey)) },
    roles: { root: role, members: role, delegations: role },
    adopts: [],
  });
  const member: HostWorld['member'] = ({ deviceId, personId, signingKey, sealingKey }) =>
    record({
      kind: 'member',
      deviceId,
      personId,
      signingKey: bytesToHex(signingKey),
      sealingKey: bytesToHex(sealingKey),
      since: start,
    });
  const epoch: HostWorld['epoch'] = async (number, members, removed = [], named = 'epoch') => {
    const key = { scopeId, epoch: number, key: crypto.sha256(utf8ToBytes(`${label} ${named} ${number}`)) };
    const random = seeded(`wraps ${named} ${number}`);
    const wraps: Record<string, string> = {};
    for (const each of members) {
      const wrap = await wrapEpochKey(key, each, random(32));
      if (wrap === undefined) throw new Error('The key cannot be wrapped.');
      wraps[each.deviceId] = wrap;
    }
    return record({
      kind: 'epoch',
      epoch: number,
      members: members.map(({ deviceId }) => deviceId),
      commitment: commitmentOf(crypto, key),
      wraps,
      ...(removed.length > 0 && { removed: [...removed] }),
    });
  };
  const keyring: HostWorld['keyring'] = async (name, store) => {
    const options = { store, crypto, provider, random: seeded(`keys ${name}`) };
    const opened = await openKeyring(options);
    if (opened.ok) return opened.value;
    const ids = { deviceId: `urn:srcos:device:${name}`, personId: `urn:srcos:person:${name}` };
    return valueOf(await createKeyring({ ...options, ...ids }));
  };
  let opened = 0;
  const host = async (name: string, options: HostOptions) => {
    const { store = createMemoryStore(), engines = [notesEngine], now = () => start, transport, more } = options;
    const keys = await keyring(name, store);
    opened += 1;
    const random = seeded(`device ${name} ${opened}`);
    const device = valueOf(createDevice({ store, keyring: keys, engines, crypto, random, now, transport, ...more }));
    return { name, store, keyring: keys, device };
  };
  const scopeOf = (device: Device): DeviceScope => {
    const scope = device.scope(scopeId);
    if (scope === undefined) throw new Error('The device does not have the scope.');
    return scope;
  };
  return {
    scopeId,
    genesis,
    record,
    lease: ({ personId: grantorId, signingSecret }, agentId, from, expires) =>
      record({ kind: 'lease', agentId, grantorId, collections: ['*'], from, expires }, [signingSecret]),
    member,
    epoch,
    removal: (deviceId, last) => record({ kind: 'removal', deviceId, last, keeps: [] }),
    keyring,
    open: async (name, options) => {
      const made = await host(name, options);
      return { ...made, scope: scopeOf(made.device) };
    },
    first: async (name, options, others = []) => {
      const made = await host(name, options);
      const members = [made.keyring, ...others];
      const records = [genesis, ...members.map(member), await epoch(1, members)];
      const scope = valueOf(await made.device.addScope({ scopeId, genesis, records, relayUrl, own: true }));
      return { ...made, scope };
    },
    join: async (name, options) => {
      const made = await host(name, options);
      const scope = valueOf(await made.device.addScope({ scopeId, genesis, records: [genesis], relayUrl, own: false }));
      return { ...made, scope };
    },
  };
};
