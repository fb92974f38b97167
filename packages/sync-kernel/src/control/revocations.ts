import { ofKind } from './by-kind.js';
import { keyIdOf } from './control-record.js';
import { joinCuts, type Cut } from './cut.js';
import type { Member } from './members.js';
import type { Held } from './statement-store.js';
import type { Warrants } from './warrants.js';
import type { Crypto } from '../wire/crypto.js';
import { hexToBytes } from '@noble/hashes/utils.js';

/** What was revoked. Grow-only: more records can only cut deeper. */
export interface Revocations {
  /** By device, key, and delegation or lease. */
  readonly devices: ReadonlyMap<string, Cut>;
  readonly keys: ReadonlyMap<string, Cut>;
  readonly grants: ReadonlyMap<string, Cut>;
  /** The statements of which this is made. */
  readonly effective: ReadonlySet<string>;
}

/** Key ids of the person or key that a grant comes from, the delegates of its parent among them. */
const grantorKeys = (
  crypto: Crypto,
  target: Held | undefined,
  byId: ReadonlyMap<string, Held>,
  keysOfPerson: ReadonlyMap<string, readonly string[]>,
): readonly string[] => {
  if (target?.statement.kind === 'lease') return keysOfPerson.get(target.statement.grantorId) ?? [];
  if (target?.statement.kind !== 'delegation' || target.statement.parent === undefined) return [];
  const parent = byId.get(target.statement.parent)?.statement;
  if (parent?.kind !== 'delegation') return [];
  return 'key' in parent.to
    ? [keyIdOf(crypto, hexToBytes(parent.to.key))]
    : (keysOfPerson.get(parent.to.authorId) ?? []);
};

/**
 * The revocations that count: signed by the role that gave what is taken, under any root that was ever valid; by who
 * granted it; or by the device or key about itself. None of that depends on whether the signer was revoked, so that
 * concurrent removals all hold.
 */
export const deriveRevocations = (
  crypto: Crypto,
  all: readonly Held[],
  byId: ReadonlyMap<string, Held>,
  ever: Iterable<Member>,
  warrants: Warrants,
): Revocations => {
  const keysOfDevice = new Map<string, string[]>();
  const keysOfPerson = new Map<string, string[]>();
  const note = (map: Map<string, string[]>, name: string, keyId: string) => {
    const keyIds = map.get(name);
    if (keyIds === undefined) map.set(name, [keyId]);
    else keyIds.push(keyId);
  };
  for (const { deviceId, personId, keyId } of ever) {
    note(keysOfDevice, deviceId, keyId);
    note(keysOfPerson, personId, keyId);
  }
  const devices = new Map<string, Cut>();
  const keys = new Map<string, Cut>();
  const grants = new Map<string, Cut>();
  const effective = new Set<string>();
  const signedByOne = (held: Held, keyIds: readonly string[] = []) => keyIds.some((keyId) => held.signers.has(keyId));
  const cut = (held: Held, map: Map<string, Cut>, target: string, one: Cut) => {
    effective.add(held.id);
    map.set(target, joinCuts(map.get(target), one));
  };

  for (const held of ofKind(all, 'removal')) {
    const { deviceId, last, keeps } = held.statement;
    if (!warrants.ever(held, 'members') && !signedByOne(held, keysOfDevice.get(deviceId))) continue;
    cut(held, devices, deviceId, { stands: new Map([[deviceId, last]]), keeps: new Set(keeps) });
  }
  for (const held of ofKind(all, 'revocation')) {
    const { target, stands, keeps } = held.statement;
    const one = { stands: new Map(Object.entries(stands)), keeps: new Set(keeps) };
    const byMembers = warrants.ever(held, 'members');
    const byDelegations = warrants.ever(held, 'delegations');
    if (target.kind === 'device') {
      if (byMembers || signedByOne(held, keysOfDevice.get(target.id))) cut(held, devices, target.id, one);
    } else if (target.kind === 'key') {
      if (byMembers || byDelegations || held.signers.has(target.id)) cut(held, keys, target.id, one);
    } else {
      // A revocation of a delegation that names a lease, or the other way round, revokes nothing.
      const grant = byId.get(target.id);
      if (grant !== undefined && grant.statement.kind !== target.kind) continue;
      const byGrantor = signedByOne(held, grantorKeys(crypto, grant, byId, keysOfPerson));
      if (byDelegations || byGrantor) cut(held, grants, target.id, one);
    }
  }
  return { devices, keys, grants, effective };
};
