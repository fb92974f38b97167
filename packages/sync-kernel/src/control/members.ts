import { hexToBytes } from '@noble/hashes/utils.js';
import { keyIdOf } from './control-record.js';
import type { Crypto } from '../wire/crypto.js';
import type { HeldOf } from './by-kind.js';
import type { Warrants } from './warrants.js';

/** A device as the record that made it a member says. */
export interface Member {
  /** The statement that is in force for the device. */
  readonly id: string;
  readonly deviceId: string;
  readonly personId: string;
  readonly keyId: string;
  readonly signingKey: Uint8Array;
  /** X25519 key that epoch keys are wrapped to. */
  readonly sealingKey: Uint8Array;
  readonly since: number;
}

const memberOf = (crypto: Crypto, { id, statement }: HeldOf<'member'>): Member => {
  const signingKey = hexToBytes(statement.signingKey);
  return {
    id,
    deviceId: statement.deviceId,
    personId: statement.personId,
    keyId: keyIdOf(crypto, signingKey),
    signingKey,
    sealingKey: hexToBytes(statement.sealingKey),
    since: statement.since,
  };
};

/** Every membership that any valid root's role ever gave, with its statement. It only grows. */
export const everMembers = (
  crypto: Crypto,
  statements: readonly HeldOf<'member'>[],
  warrants: Warrants,
): ReadonlyMap<HeldOf<'member'>, Member> =>
  new Map(
    statements.filter((held) => warrants.ever(held, 'members')).map((held) => [held, memberOf(crypto, held)] as const),
  );

/** Device → its membership in force: of two records about one device, the one with the lower id. Removals come after. */
export const deriveMembers = (
  ever: ReadonlyMap<HeldOf<'member'>, Member>,
  warrants: Warrants,
  stands: (keyId: string, statementId: string) => boolean,
): ReadonlyMap<string, Member> => {
  const members = new Map<string, Member>();
  for (const [held, member] of ever) {
    if (!warrants.now(held, 'members', (keyId) => stands(keyId, held.id))) continue;
    const other = members.get(member.deviceId);
    if (other === undefined || member.id < other.id) members.set(member.deviceId, member);
  }
  return members;
};
