import type { StatementOf } from '@sourceos/sync-kernel';
import type { HostResult } from '../failure.js';
import type { SealedKey } from '../store/rows.js';

/** Why a key could not be had. */
export const keyringCodes = {
  absent: 'The device has no keys yet: create them, or join a scope.',
  present: 'The device has keys already: open them.',
  locked: 'The device key does not open the keys: give the right passphrase or key file.',
  exposed: 'Others may read the key file: take their permissions away (chmod 600), and consider the keys known.',
  damaged: 'What is kept of the keys is damaged: join again, or recover.',
  wrong_commitment: 'The wrapped key is not the one that the epoch commits to.',
  no_wrap: 'The epoch has no wrapped key for this device.',
  wrap_unopened: 'The wrapped key does not open under this device’s sealing key.',
} as const;
export type KeyringCode = keyof typeof keyringCodes;

/** A key to be kept in one transaction with what it came in. */
export interface Unwrapped {
  readonly row: SealedKey;
  /** Has the key in use, after the row is durable. */
  readonly adopt: () => void;
}

/** A device's keys, opened: in memory in the clear, at rest only under the device key. */
export interface Keyring {
  readonly deviceId: string;
  /** The person whose device it is. */
  readonly personId: string;
  /** Ed25519, 32 bytes. */
  readonly signingKey: Uint8Array;
  /** X25519, 32 bytes. */
  readonly sealingKey: Uint8Array;
  /** The Ed25519 secret key, 32 bytes; it is not enumerable, so that no log has it by accident. */
  readonly signingSecret: Uint8Array;
  /** Every key held of an epoch, by commitment; `scopeKeyOf` says which of them to seal under. */
  readonly scopeKeys: (scopeId: string, epoch: number) => readonly Uint8Array[];
  /** The key that an epoch commits to; undefined where it is not held. */
  readonly committedKey: (commitment: string) => Uint8Array | undefined;
  /** Unwraps what an epoch has for this device; what does not match the commitment is refused. */
  readonly unwrap: (epoch: StatementOf<'epoch'>) => Promise<HostResult<Unwrapped, KeyringCode>>;
  /** The secret keys of the scope's root that are kept here; empty where none is. */
  readonly rootSecrets: (scopeId: string) => readonly Uint8Array[];
  /** Keeps a secret key of a scope's root, 32 bytes. */
  readonly keepRootSecret: (scopeId: string, secret: Uint8Array) => Unwrapped;
  /** Has the device be another person's: of who admitted it, before it wrote anything. */
  readonly belongTo: (personId: string) => Unwrapped;
  /** Names of rows that did not open: their keys come again by unwrapping, or are lost. */
  readonly damaged: readonly string[];
}
