import { canonicalBytes, nonceBytes, type Crypto } from '@sourceos/sync-kernel/wire';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SealedKey } from '../store/rows.js';
import { readSecret, type Secret } from './secret.js';

/** What seals rows: the device key and its primitives. */
export interface RowSealer {
  readonly crypto: Pick<Crypto, 'seal' | 'open'>;
  readonly deviceKey: Uint8Array;
  readonly random: (length: number) => Uint8Array;
}

/** A row opens under its own name alone, so that none can take another's place. */
const associatedData = (name: string): Uint8Array => utf8ToBytes(`sourceos.keyring.v1\n${name}`);

/** Seals bytes under a key: nonce, ciphertext and tag. */
export const sealNamed = ({ crypto, deviceKey, random }: RowSealer, name: string, bytes: Uint8Array): Uint8Array => {
  const nonce = random(nonceBytes);
  return concatBytes(nonce, crypto.seal(deviceKey, nonce, bytes, associatedData(name)));
};

/** Opens what `sealNamed` made; undefined where it does not authenticate. */
export const openNamed = (
  { crypto, deviceKey }: Omit<RowSealer, 'random'>,
  name: string,
  sealed: Uint8Array,
): Uint8Array | undefined =>
  sealed.length < nonceBytes
    ? undefined
    : crypto.open(deviceKey, sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes), associatedData(name));

/** A secret as a row of the store. */
export const sealRow = (sealer: RowSealer, name: string, secret: Secret): SealedKey => ({
  name,
  sealed: sealNamed(sealer, name, canonicalBytes({ ...secret })),
});

/** The secret of a row; undefined where it does not open. */
export const openRow = (sealer: Omit<RowSealer, 'random'>, { name, sealed }: SealedKey): Secret | undefined => {
  const opened = openNamed(sealer, name, sealed);
  return opened && readSecret(opened);
};
