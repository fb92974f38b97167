import { keyIdOf } from '@sourceos/sync-kernel';
import { done } from '../failure.js';
import { refusal, type Maker, type MembershipResult } from './maker.js';
import { nextRoots } from './next-root.js';
import { formatRecoveryKey, parseRecoveryKey } from './recovery-key.js';

/** What a lost root is mended with. */
export interface Recovery {
  /** As it was written down. */
  readonly recoveryKey: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly expires?: number;
  /** Statements that are not taken over: who was admitted by whoever has the lost keys. */
  readonly except?: readonly string[];
}

export interface Recovered {
  /** The new root. Remove the devices that were lost with it, once it is in the log. */
  readonly records: readonly Uint8Array[];
  /** The new key of all roles, to keep in the keyring. */
  readonly rootSecret: Uint8Array;
  /** The old recovery key was typed into a device: this one takes its place. */
  readonly recoveryKey: string;
}

const lifetime = 10 * 365 * 86_400_000;

/**
 * Mends a scope whose root keys are lost: a new root by the recovery key, which goes before anything that the lost keys
 * sign from now on, and adopts what is in force.
 */
export const recover = (
  { crypto, random, log }: Pick<Maker, 'crypto' | 'random' | 'log'>,
  { recoveryKey, now, expires = now + lifetime, except = [] }: Recovery,
): MembershipResult<Recovered> => {
  const current = log.view().root();
  if (current === undefined) return refusal('no_root');
  if (current.roles.recovery === undefined) return refusal('no_recovery_role');
  const secret = parseRecoveryKey(recoveryKey);
  if (secret === undefined) return refusal('recovery_malformed');
  if (!current.roles.recovery.keys.includes(keyIdOf(crypto, crypto.publicKey(secret)))) {
    return refusal('other_recovery_key');
  }
  const rootSecret = random(32);
  const recovery = random(32);
  const records = nextRoots({
    crypto,
    log,
    current,
    holders: [crypto.publicKey(rootSecret)],
    threshold: 1,
    recovery: crypto.publicKey(recovery),
    secrets: [rootSecret, secret],
    expires,
    except,
  });
  return done({ records, rootSecret, recoveryKey: formatRecoveryKey(recovery) });
};
