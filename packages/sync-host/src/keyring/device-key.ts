import type { JsonObject } from '@sourceos/sync-kernel';
import { canonicalBytes, bytesOfBase64url, base64urlOf, parseJson, type Crypto } from '@sourceos/sync-kernel/wire';
import * as z from 'zod';
import { done, failed, type HostResult } from '../failure.js';
import type { SealedKey } from '../store/rows.js';
import { keyringCodes, type KeyringCode } from './keyring.js';
import { openNamed, sealNamed } from './sealed-row.js';
import { rowNames } from './secret.js';

/** A key of 32 bytes, and what has to be kept in the clear to find it again. */
export interface ProvidedKey {
  readonly key: Uint8Array;
  readonly parameters: JsonObject;
}

/** Where the key comes from that protects a device's keys at rest. */
export interface DeviceKeyProvider {
  /** Kept with the keys, so that another provider is refused by name. */
  readonly kind: string;
  /** Makes a key, or finds the one that is there. */
  readonly create: () => Promise<HostResult<ProvidedKey, KeyringCode>>;
  /** Finds the key again. `parameters` are not trusted: whoever may write the store may have changed them. */
  readonly open: (parameters: JsonObject) => Promise<HostResult<Uint8Array, KeyringCode>>;
}

const rowSchema = z.strictObject({
  version: z.literal(1),
  provider: z.string().max(64),
  parameters: z.record(z.string(), z.json()),
  sealed: z.string().max(1_024),
});

interface Primitives {
  readonly crypto: Pick<Crypto, 'seal' | 'open'>;
  readonly random: (length: number) => Uint8Array;
}

/**
 * The row that holds the device key under the provider's. With a key between, another passphrase needs one row and not
 * all of them.
 */
export const protectDeviceKey = async (
  { crypto, random }: Primitives,
  provider: DeviceKeyProvider,
  deviceKey: Uint8Array,
): Promise<HostResult<SealedKey, KeyringCode>> => {
  const provided = await provider.create();
  if (!provided.ok) return provided;
  const { key, parameters } = provided.value;
  const sealed = sealNamed({ crypto, random, deviceKey: key }, rowNames.deviceKey, deviceKey);
  const row = { version: 1, provider: provider.kind, parameters, sealed: base64urlOf(sealed) };
  return done({ name: rowNames.deviceKey, sealed: canonicalBytes(row) });
};

/** The device key out of its row: `locked` where the provider has another key, `damaged` where the row is none. */
export const recoverDeviceKey = async (
  crypto: Pick<Crypto, 'open'> & Pick<Crypto, 'seal'>,
  provider: DeviceKeyProvider,
  row: Uint8Array,
): Promise<HostResult<Uint8Array, KeyringCode>> => {
  const json = parseJson(row);
  const read = json.ok ? rowSchema.safeParse(json.value).data : undefined;
  const sealed = read && bytesOfBase64url(read.sealed);
  if (read === undefined || sealed === undefined) return failed('damaged', keyringCodes.damaged);
  if (read.provider !== provider.kind) {
    return failed('locked', `The keys are protected by a ${read.provider}, and a ${provider.kind} was given.`);
  }
  const key = await provider.open(read.parameters);
  if (!key.ok) return key;
  const deviceKey = openNamed({ crypto, deviceKey: key.value }, rowNames.deviceKey, sealed);
  return deviceKey?.length === 32 ? done(deviceKey) : failed('locked', keyringCodes.locked);
};
