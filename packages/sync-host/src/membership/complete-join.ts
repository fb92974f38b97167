import { createControlLog, parseControlRecord } from '@sourceos/sync-kernel';
import { hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import { done } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import type { Invitation } from './join-handshake.js';
import { refusal, type MembershipResult } from './maker.js';

/** What a device that was admitted begins a scope with. */
export interface Joined {
  readonly scopeId: string;
  /** The bytes of the first root record. */
  readonly genesis: Uint8Array;
  readonly relayUrl?: string;
  /** Whose device it is now: `keyring.belongTo`, where it is another person's than it was. */
  readonly personId: string;
}

/**
 * Checks that a scope's records are those that the invitation named and two people confirmed, and that they make this
 * device a member with its own keys.
 *
 * @param records what the relay has of the control log; from whoever, since the genesis is known by its hash
 */
export const completeJoin = (
  crypto: Crypto,
  keyring: Pick<Keyring, 'deviceId' | 'signingKey' | 'sealingKey'>,
  { scopeId, genesisId, relayUrl }: Invitation,
  records: Iterable<Uint8Array>,
): MembershipResult<Joined> => {
  const log = createControlLog({ scopeId, crypto, root: genesisId });
  let genesis: Uint8Array | undefined;
  for (const bytes of records) {
    const parsed = parseControlRecord(crypto, bytes);
    if (!parsed.ok) continue;
    if (parsed.value.id === genesisId) genesis ??= parsed.value.bytes;
    log.add(bytes);
  }
  const view = log.view();
  if (genesis === undefined || view.root() === undefined) return refusal('genesis_missing');
  const member = view.members().find(({ deviceId }) => deviceId === keyring.deviceId);
  if (member === undefined)
    return refusal(view.removed().includes(keyring.deviceId) ? 'removed_device' : 'not_admitted');
  const same = (a: Uint8Array, b: Uint8Array) => hashName(crypto.sha256(a)) === hashName(crypto.sha256(b));
  if (!same(member.signingKey, keyring.signingKey) || !same(member.sealingKey, keyring.sealingKey)) {
    return refusal('other_keys');
  }
  return done({ scopeId, genesis, personId: member.personId, ...(relayUrl !== undefined && { relayUrl }) });
};
