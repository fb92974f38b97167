import { bytesToHex } from '@noble/hashes/utils.js';
import { controlStatementId, keyIdOf, signControlRecord, type ControlBody } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { Keyring } from '../keyring/keyring.js';
import { newEpochBody } from './epoch-bodies.js';
import { formatRecoveryKey } from './recovery-key.js';

/** What a scope begins with. */
export interface NewScopeOptions {
  readonly crypto: Crypto;
  /** Cryptographically random bytes. */
  readonly random: (length: number) => Uint8Array;
  /** The first member. */
  readonly founder: Pick<Keyring, 'deviceId' | 'personId' | 'signingKey' | 'sealingKey'>;
  readonly kind: 'profile' | 'workspace' | 'org';
  /** By default a random one: whoever comes first at a relay has an id. */
  readonly scopeId?: string;
  /** Public keys of others who hold the root's roles too, 32 bytes each: each alone. `rotateRoot` has them sign together. */
  readonly coHolders?: readonly Uint8Array[];
  /** Whether a recovery key is made, which mends a lost root; it is by default. */
  readonly recovery?: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** When the root expires, milliseconds since 1970; in ten years by default. */
  readonly expires?: number;
}

export interface CreatedScope {
  readonly scopeId: string;
  /** The bytes of the first root record. */
  readonly genesis: Uint8Array;
  /** Its statement id, which a joining device compares. */
  readonly genesisId: string;
  /** All records, the genesis first. */
  readonly records: readonly Uint8Array[];
  /** To keep in the keyring: `keepRootSecret`. */
  readonly rootSecret: Uint8Array;
  /** To show once and write down, never to keep here. */
  readonly recoveryKey: string | undefined;
}

/** A person's devices have nobody who renews a root each year. */
const lifetime = 10 * 365 * 86_400_000;

/**
 * A new scope: a root whose roles a fresh key holds, the founder as its first member with every right over its
 * collections, and epoch 1.
 */
export const createScope = async (options: NewScopeOptions): Promise<CreatedScope> => {
  const { crypto, random, founder, kind, coHolders = [], now, expires = now + lifetime } = options;
  const scopeId = options.scopeId ?? `urn:srcos:${kind}:${bytesToHex(random(16))}`;
  const rootSecret = random(32);
  const recovery = options.recovery === false ? undefined : random(32);
  const keys: Record<string, string> = {};
  const named = (publicKey: Uint8Array): string => {
    const id = keyIdOf(crypto, publicKey);
    keys[id] = bytesToHex(publicKey);
    return id;
  };
  const role = { keys: [crypto.publicKey(rootSecret), ...coHolders].map(named), threshold: 1 };
  const recoveryRole = recovery && { recovery: { keys: [named(crypto.publicKey(recovery))], threshold: 1 } };
  const root: ControlBody = {
    kind: 'root',
    scopeId,
    version: 1,
    expires,
    keys,
    roles: { root: role, members: role, delegations: role, ...recoveryRole },
    adopts: [],
  };
  const { deviceId, personId, signingKey, sealingKey } = founder;
  const bodies: ControlBody[] = [
    root,
    {
      kind: 'member',
      scopeId,
      deviceId,
      personId,
      signingKey: bytesToHex(signingKey),
      sealingKey: bytesToHex(sealingKey),
      since: now,
    },
    await newEpochBody({ crypto, random }, scopeId, 1, { live: [{ deviceId, sealingKey }], removed: [] }),
    {
      kind: 'delegation',
      scopeId,
      to: { authorId: personId },
      roles: ['write', 'review', 'rollback', 'export', 'downgrade'],
      collections: ['*'],
      expires,
      terminating: false,
    },
  ];
  const [genesis = new Uint8Array(), ...others] = bodies.map((body) => signControlRecord(crypto, body, [rootSecret]));
  return {
    scopeId,
    genesis,
    genesisId: controlStatementId(crypto, root),
    records: [genesis, ...others],
    rootSecret,
    recoveryKey: recovery && formatRecoveryKey(recovery),
  };
};
