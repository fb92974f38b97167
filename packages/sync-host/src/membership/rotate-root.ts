import { hexToBytes } from '@noble/hashes/utils.js';
import { keyIdOf } from '@sourceos/sync-kernel';
import { done } from '../failure.js';
import { keysOfRole, signerOf, type Made, type Maker, type MembershipResult } from './maker.js';
import { nextRoots } from './next-root.js';

/** What changes with the next root; what is not named stays. */
export interface Rotation {
  /** Public keys that hold the roles from now on: another device's, or fewer than before. */
  readonly holders: readonly Uint8Array[];
  readonly threshold?: number;
  readonly expires?: number;
  /** Statements that are not taken over. */
  readonly except?: readonly string[];
}

/** A new root under the old threshold and the new. Statements in force are adopted: no key that goes takes any along. */
export const rotateRoot = (
  maker: Pick<Maker, 'crypto' | 'log' | 'secrets'>,
  { holders, threshold = 1, expires, except = [] }: Rotation,
): MembershipResult<Made> => {
  const signer = signerOf(maker, 'root');
  if (!signer.ok) return signer;
  const { crypto, log, secrets } = maker;
  const current = log.view().root();
  if (current === undefined) return done({ records: [], missing: 0 });
  const [recoveryId] = current.roles.recovery?.keys ?? [];
  const recovery = recoveryId === undefined ? undefined : current.keys[recoveryId];
  const records = nextRoots({
    crypto,
    log,
    current,
    holders,
    threshold,
    recovery: recovery === undefined ? undefined : hexToBytes(recovery),
    secrets,
    expires: expires ?? current.expires,
    except,
  });
  const own = keysOfRole(crypto, secrets, { keys: holders.map((key) => keyIdOf(crypto, key)) }).length;
  return done({ records, missing: Math.max(signer.value.missing, threshold - own, 0) });
};
