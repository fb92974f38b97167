import { bytesToHex } from '@noble/hashes/utils.js';
import type { StatementOf } from '@sourceos/sync-kernel';
import { done } from '../failure.js';
import { signerOf, type Made, type Maker, type MembershipResult } from './maker.js';

/** What somebody may do from now on. */
export interface Grant {
  /** A person or agent by URN, or a key of 32 bytes. */
  readonly to: string | Uint8Array;
  readonly roles: StatementOf<'delegation'>['roles'];
  /** Patterns of collections: `*`, `policy.*`. */
  readonly collections: readonly string[];
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Delegates roles of the root over collections. */
export const delegate = (
  maker: Pick<Maker, 'crypto' | 'log' | 'secrets'>,
  { to, roles, collections, expires }: Grant,
): MembershipResult<Made> => {
  const signer = signerOf(maker, 'delegations');
  if (!signer.ok) return signer;
  const record = signer.value.sign({
    kind: 'delegation',
    scopeId: maker.log.scopeId,
    to: typeof to === 'string' ? { authorId: to } : { key: bytesToHex(to) },
    roles: [...roles],
    collections: [...collections],
    expires,
    terminating: false,
  });
  return done({ records: [record], missing: signer.value.missing });
};
