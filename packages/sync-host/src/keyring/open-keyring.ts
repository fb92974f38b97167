import type { Crypto } from '@sourceos/sync-kernel/wire';
import { bytesToHex } from '@noble/hashes/utils.js';
import { done, failed, type HostResult } from '../failure.js';
import type { SealedKey } from '../store/rows.js';
import type { Store } from '../store/store.js';
import type { StoreCode } from '../store/store-code.js';
import { protectDeviceKey, recoverDeviceKey, type DeviceKeyProvider } from './device-key.js';
import { sealingKeysOf } from './hpke.js';
import { keyringCodes, type Keyring, type KeyringCode } from './keyring.js';
import { keyringOf } from './keyring-of.js';
import { openRow, sealRow } from './sealed-row.js';
import { rowNames, type Secret, type SecretOf } from './secret.js';

/** What a keyring is opened with. */
export interface KeyringOptions {
  readonly store: Pick<Store, 'sealedKeys' | 'sealedKey' | 'changeKeys'>;
  readonly crypto: Crypto;
  readonly provider: DeviceKeyProvider;
  /** Cryptographically random bytes. */
  readonly random: (length: number) => Uint8Array;
}

type Opened = Promise<HostResult<Keyring, KeyringCode | StoreCode>>;

/**
 * Opens a device's keys. `absent` where it has none, `locked` where the provider has another key, `damaged` where the
 * device's own keys do not open. Another row that does not open is named in `damaged` of the keyring.
 */
export const openKeyring = async ({ store, crypto, provider, random }: KeyringOptions): Opened => {
  const rows = store.sealedKeys();
  if (!rows.ok) return rows;
  const protection = rows.value.find(({ name }) => name === rowNames.deviceKey);
  if (protection === undefined) return failed('absent', keyringCodes.absent);
  const deviceKey = await recoverDeviceKey(crypto, provider, protection.sealed);
  if (!deviceKey.ok) return deviceKey;
  const sealer = { crypto, random, deviceKey: deviceKey.value };
  const damaged: string[] = [];
  const others: Secret[] = [];
  let identity: SecretOf<'identity'> | undefined;
  for (const row of rows.value) {
    if (!row.name.startsWith(rowNames.prefix) || row.name === rowNames.deviceKey) continue;
    const secret = openRow(sealer, row);
    if (secret === undefined) damaged.push(row.name);
    else if (secret.kind === 'identity') identity = secret;
    else others.push(secret);
  }
  if (identity === undefined) return failed('damaged', keyringCodes.damaged);
  return done(keyringOf({ crypto, sealer, identity, others, damaged }));
};

/** What a new device may be told; by default its ids are random. */
export interface NewKeyring extends KeyringOptions {
  /** `urn:srcos:person:…` */
  readonly personId?: string;
  /** `urn:srcos:device:…` */
  readonly deviceId?: string;
}

/** Makes a device's keys and keeps them, all or none. `present` where it has some. */
export const createKeyring = async ({ store, crypto, provider, random, personId, deviceId }: NewKeyring): Opened => {
  const before = store.sealedKey(rowNames.deviceKey);
  if (!before.ok) return before;
  if (before.value !== undefined) return failed('present', keyringCodes.present);
  const sealing = await sealingKeysOf(random(32));
  const identity: SecretOf<'identity'> = {
    kind: 'identity',
    deviceId: deviceId ?? `urn:srcos:device:${bytesToHex(random(16))}`,
    personId: personId ?? `urn:srcos:person:${bytesToHex(random(16))}`,
    signingSecret: bytesToHex(random(32)),
    sealingSecret: bytesToHex(sealing.secretKey),
    sealingKey: bytesToHex(sealing.publicKey),
  };
  const deviceKey = random(32);
  const protection = await protectDeviceKey({ crypto, random }, provider, deviceKey);
  if (!protection.ok) return protection;
  const sealer = { crypto, random, deviceKey };
  const kept = store.changeKeys([protection.value, sealRow(sealer, rowNames.identity, identity)]);
  if (!kept.ok) return kept;
  return done(keyringOf({ crypto, sealer, identity, others: [], damaged: [] }));
};

/** Has another provider protect the keys: another passphrase, or a key file in its place. */
export const protectKeyring = async ({
  store,
  crypto,
  provider,
  random,
  next,
}: KeyringOptions & { readonly next: DeviceKeyProvider }): Promise<HostResult<undefined, KeyringCode | StoreCode>> => {
  const row = store.sealedKey(rowNames.deviceKey);
  if (!row.ok) return row;
  if (row.value === undefined) return failed('absent', keyringCodes.absent);
  const deviceKey = await recoverDeviceKey(crypto, provider, row.value);
  if (!deviceKey.ok) return deviceKey;
  const protection: HostResult<SealedKey, KeyringCode> = await protectDeviceKey(
    { crypto, random },
    next,
    deviceKey.value,
  );
  return protection.ok ? store.changeKeys([protection.value]) : protection;
};
