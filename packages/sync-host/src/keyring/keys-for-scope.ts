import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ScopeKey } from '@sourceos/sync-kernel';

type EncryptionScope = Parameters<ScopeKey>[0];

const vaultInfo = utf8ToBytes('sourceos.vault-key.v1');
/** Deriving costs more than sealing, and an epoch has one key for many writes. */
const derived = new WeakMap<Uint8Array, Uint8Array>();

const vaultKey = (key: Uint8Array): Uint8Array => {
  const known = derived.get(key);
  if (known !== undefined) return known;
  const made = hkdf(sha256, key, undefined, vaultInfo, 32);
  derived.set(key, made);
  return made;
};

/**
 * The keys that records of an encryption scope are sealed under, of an epoch's keys. References and leases of secrets have
 * a vault-scope key of their own (I2), HKDF-SHA256 (RFC 5869) of the epoch's: who is given one opens nothing else. Data of
 * the device has none, since it never leaves.
 */
export const keysForScope = (scope: EncryptionScope, keys: readonly Uint8Array[]): readonly Uint8Array[] => {
  if (scope === 'device') return [];
  return scope === 'vault' ? keys.map(vaultKey) : keys;
};
