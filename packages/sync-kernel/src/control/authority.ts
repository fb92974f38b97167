import type { Crypto } from '../wire/crypto.js';
import { ofKind } from './by-kind.js';
import { deriveDelegations, type Delegations } from './delegations.js';
import { deriveEpochs, type Epochs } from './epochs.js';
import { deriveMembers, everMembers, type Member } from './members.js';
import { deriveRevocations, type Revocations } from './revocations.js';
import { deriveRoots, type Roots } from './roots.js';
import type { Held } from './statement-store.js';
import { createWarrants } from './warrants.js';

/** What the statements that others build on say together: roots, members, revocations, delegations, epochs. */
export interface Authority {
  readonly roots: Roots;
  readonly revocations: Revocations;
  /** Device → membership in force, removed devices among them. */
  readonly members: ReadonlyMap<string, Member>;
  /** Device → a membership that it has or had under any root. */
  readonly everMembers: ReadonlyMap<string, Member>;
  readonly delegations: Delegations;
  readonly epochs: Epochs;
  /** The last dot of a device that stands: Infinity where nothing was revoked. */
  readonly lastDot: (member: Member) => number;
  /** Whether what a key signed stands: it was not revoked, nor its device, or the revocation keeps the statement. */
  readonly stands: (keyId: string, statementId: string) => boolean;
  /** The key ids of a person's member devices, removed ones among them: `stands` says what of theirs counts. */
  readonly keysOfPerson: (personId: string) => readonly string[];
  /** Whether the role that delegates signed a statement. */
  readonly delegated: (held: Held) => boolean;
  /** Whether the root's own role stands behind something that its keys signed outside the log, named by its hash. */
  readonly approved: (signed: Pick<Held, 'id' | 'signers'>) => boolean;
  /** Statements of these kinds that have effect. */
  readonly effective: ReadonlySet<string>;
}

/**
 * Derives authority from the set of statements, never from their order (I10). First what only grows: valid roots, who
 * ever was a member, what was revoked. Then, with that fixed, what the root in force supports, from the root down.
 *
 * @param trusted statement id of the root that the device was given
 */
export const deriveAuthority = (crypto: Crypto, held: Iterable<Held>, trusted: string): Authority => {
  const all = [...held];
  const byId = new Map(all.map((it) => [it.id, it]));
  const roots = deriveRoots(ofKind(all, 'root'), trusted);
  const warrants = createWarrants(roots);
  const ever = everMembers(crypto, ofKind(all, 'member'), warrants);
  const revocations = deriveRevocations(crypto, all, byId, ever.values(), warrants);

  const devicesOfKey = new Map<string, Set<string>>();
  const everMember = new Map<string, Member>();
  for (const member of ever.values()) {
    devicesOfKey.set(member.keyId, (devicesOfKey.get(member.keyId) ?? new Set()).add(member.deviceId));
    if (!everMember.has(member.deviceId)) everMember.set(member.deviceId, member);
  }
  const stands = (keyId: string, statementId: string) => {
    const kept = (keeps: ReadonlySet<string> | undefined) => keeps === undefined || keeps.has(statementId);
    if (!kept(revocations.keys.get(keyId)?.keeps)) return false;
    for (const deviceId of devicesOfKey.get(keyId) ?? []) {
      if (!kept(revocations.devices.get(deviceId)?.keeps)) return false;
    }
    return true;
  };
  const lastDot = ({ deviceId, keyId }: Member) => {
    const cuts = [revocations.devices.get(deviceId), revocations.keys.get(keyId)];
    return Math.min(...cuts.map((cut) => (cut === undefined ? Infinity : (cut.stands.get(deviceId) ?? 0))));
  };

  const members = deriveMembers(ever, warrants, stands);
  const keysOfPerson = new Map<string, string[]>();
  for (const { personId, keyId } of members.values()) {
    keysOfPerson.set(personId, [...(keysOfPerson.get(personId) ?? []), keyId]);
  }
  const delegations = deriveDelegations(ofKind(all, 'delegation'), {
    crypto,
    warrants,
    stands,
    keysOfPerson: (personId) => keysOfPerson.get(personId) ?? [],
  });
  const epochs = deriveEpochs(ofKind(all, 'epoch'), warrants, stands);

  const effective = new Set([...revocations.effective, ...delegations.effective]);
  for (const root of roots.chain) effective.add(root.id);
  for (const member of ever.values()) if (members.get(member.deviceId)?.id === member.id) effective.add(member.id);
  for (const numbered of epochs.values()) for (const epoch of numbered) effective.add(epoch.id);

  return {
    roots,
    revocations,
    members,
    everMembers: everMember,
    delegations,
    epochs,
    lastDot,
    stands,
    keysOfPerson: (personId) => keysOfPerson.get(personId) ?? [],
    delegated: (it) => warrants.now(it, 'delegations', (keyId) => stands(keyId, it.id)),
    approved: (it) => warrants.now(it, 'root', (keyId) => stands(keyId, it.id)),
    effective,
  };
};
