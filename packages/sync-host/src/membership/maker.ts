import {
  keyIdOf,
  signControlRecord,
  type AuthorityLog,
  type ControlBody,
  type StatementOf,
} from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import { done, failed, type HostFailure, type HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { membershipCodes, type MembershipCode } from './membership-code.js';

/** A scope's control log to read. */
export type ReadableLog = Pick<AuthorityLog, 'scopeId' | 'records' | 'view'>;

/** What control records are made from. Nothing is changed by making them: they count when they are in the log. */
export interface Maker {
  readonly crypto: Crypto;
  /** Cryptographically random bytes. */
  readonly random: (length: number) => Uint8Array;
  readonly log: ReadableLog;
  readonly keyring: Pick<Keyring, 'committedKey'>;
  /** Secret keys that roles of the root may name: `keyring.rootSecrets(scopeId)`. */
  readonly secrets: readonly Uint8Array[];
}

/** Control records, in the order in which they go into the log. */
export interface Made {
  readonly records: readonly Uint8Array[];
  /** Signatures that the role's threshold still asks for: `coSign` the records where another key is kept. */
  readonly missing: number;
}

export type MembershipResult<Value> = HostResult<Value, MembershipCode>;

/** A failure with the sentence of its code. */
export const refusal = (code: MembershipCode): HostFailure<MembershipCode> => failed(code, membershipCodes[code]);

/** Signs with every key that is kept of a role. */
export interface RoleSigner {
  readonly sign: (body: ControlBody) => Uint8Array;
  readonly missing: number;
}

/** The keys of a list that a role names, each once. */
export const keysOfRole = (
  crypto: Crypto,
  secrets: readonly Uint8Array[],
  role: { readonly keys: readonly string[] } | undefined,
): readonly Uint8Array[] => {
  const named = new Set(role?.keys);
  return secrets.filter((secret) => named.delete(keyIdOf(crypto, crypto.publicKey(secret))));
};

/** Who signs for a role of the root in force; `not_entitled` where no key of it is here. */
export const signerOf = (
  { crypto, log, secrets }: Pick<Maker, 'crypto' | 'log' | 'secrets'>,
  roleName: keyof StatementOf<'root'>['roles'],
): MembershipResult<RoleSigner> => {
  const role = log.view().root()?.roles[roleName];
  if (log.view().root() === undefined) return refusal('no_root');
  const keys = keysOfRole(crypto, secrets, role);
  if (role === undefined || keys.length === 0) return refusal('not_entitled');
  return done({
    sign: (body) => signControlRecord(crypto, body, keys),
    missing: Math.max(0, role.threshold - keys.length),
  });
};
