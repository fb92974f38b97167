import { createControlLog, keyIdOf, parseControlRecord } from '@sourceos/sync-kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from './admit.js';
import { coSign } from './co-sign.js';
import { createScope } from './create-scope.js';
import { delegate } from './delegate.js';
import { recover } from './recover.js';
import { formatRecoveryKey, parseRecoveryKey } from './recovery-key.js';
import { removeMember } from './remove-member.js';
import { renewEpoch } from './renew-epoch.js';
import { rotateRoot } from './rotate-root.js';
import { sealableCommitments } from './sealable.js';
import { crypto, deviceOf, keyringFor, randomOf, start, valueOf } from './testing/world.js';

const random = randomOf('removal tests');
const later = start + 86_400_000;

/** A scope of two devices. */
const scene = async (more: Partial<Parameters<typeof createScope>[0]> = {}) => {
  const [first, second] = [await keyringFor('first'), await keyringFor('second')];
  const scope = await createScope({ crypto, random, founder: first, kind: 'workspace', now: start, ...more });
  const owner = deviceOf(first, scope.scopeId, scope.genesis, [scope.rootSecret]);
  const other = deviceOf(second, scope.scopeId, scope.genesis);
  await owner.take(scope.records);
  const admitted = valueOf(await admit(owner.maker, { request: second, now: start }));
  const both = async (records: readonly Uint8Array[]) => {
    await owner.take(records);
    await other.take(records);
  };
  await both([...scope.records, ...admitted.records]);
  return { scope, owner, other, both, admitted };
};

describe('a new scope', () => {
  it('has its founder as a member with every right, and a key', async () => {
    const { scope, owner } = await scene();
    const log = createControlLog({ scopeId: scope.scopeId, crypto, root: scope.genesisId });
    for (const record of scope.records) expect(log.add(record)).toMatchObject({ accepted: true, reasons: [] });
    const view = log.view();
    expect(view.members().map(({ deviceId }) => deviceId)).toEqual([owner.name]);
    expect(view.epochDue()).toBe(false);
    const { deviceId, personId: authorId } = owner.keyring;
    for (const role of ['write', 'review', 'rollback', 'export', 'downgrade'] as const) {
      const question = { deviceId, authorId, collection: 'policy.bundles', n: 1, wall: later, role };
      expect(view.delegation(question)).toBeUndefined();
    }
  });

  it('has no recovery key where none is wanted', async () => {
    const { scope, owner } = await scene({ recovery: false });
    expect(scope.recoveryKey).toBeUndefined();
    const recoveryKey = formatRecoveryKey(random(32));
    expect(recover(owner.maker, { recoveryKey, now: start })).toMatchObject({ code: 'no_recovery_role' });
  });
});

describe('a device that is removed', () => {
  it('gets no further key, keeps what it signed up to a dot, and does not come back', async () => {
    const { owner, other, both } = await scene();
    const before = other.sealingKey();
    const removed = valueOf(await removeMember(owner.maker, { deviceId: other.name, last: 7 }));
    expect(removed).toMatchObject({ missing: 0, dropped: [] });
    await both(removed.records);
    const view = owner.log.view();
    expect(view.epochDue()).toBe(false);
    expect(owner.sealingKey()).toBeDefined();
    expect(owner.sealingKey()).not.toEqual(before);
    expect([other.sealingKey(), view.removed()]).toEqual([undefined, [other.name]]);
    expect(view.membership(other.name, 7)).toBeUndefined();
    expect(view.membership(other.name, 8)).toMatchObject({ detail: 'device_revoked' });
    const request = other.keyring;
    expect(await admit(owner.maker, { request, now: later })).toMatchObject({ code: 'removed_device' });
    expect(await removeMember(owner.maker, { deviceId: other.name, last: 0 })).toMatchObject({
      code: 'unknown_device',
    });
    expect(await removeMember(other.maker, { deviceId: owner.name, last: 0 })).toMatchObject({ code: 'not_entitled' });
  });

  it('has nothing written on, in whatever place its records are cut', async () => {
    const { owner, other, both } = await scene();
    const old = other.sealingKey();
    const { records } = valueOf(await removeMember(owner.maker, { deviceId: other.name, last: 0 }));
    await both([]);
    for (const record of records) {
      await owner.take([record]);
      if (owner.log.view().removed().includes(other.name)) expect(owner.sealingKey()).not.toEqual(old);
    }
  });

  it('leaves a member who knows of no new epoch waiting, rather than writing to it', async () => {
    const { owner, other } = await scene();
    const { records } = valueOf(await removeMember(owner.maker, { deviceId: other.name, last: 0 }));
    const removal = records.at(-1) ?? new Uint8Array();
    await owner.take([removal]);
    expect([sealableCommitments(owner.log.view()), owner.log.view().epochDue()]).toEqual([[], true]);
    const renewed = valueOf(await renewEpoch(owner.maker));
    await owner.take(renewed.records);
    expect(owner.sealingKey()).toBeDefined();
  });
});

describe('a recovery key', () => {
  it('is read however it was typed, and not where a character is wrong', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (secret, at) => {
        const text = formatRecoveryKey(secret);
        expect(parseRecoveryKey(text.toLowerCase().replaceAll(' ', '-'))).toEqual(secret);
        expect(parseRecoveryKey(text.replaceAll(' ', '\n'))).toEqual(secret);
        const packed = text.replaceAll(' ', '');
        const place = at % packed.length;
        const wrong = packed.charAt(place) === 'Q' ? 'P' : 'Q';
        expect(parseRecoveryKey(packed.slice(0, place) + wrong + packed.slice(place + 1))).toBeUndefined();
        expect(parseRecoveryKey(packed.slice(1))).toBeUndefined();
      }),
    );
    for (const text of ['', 'x'.repeat(1_000_000), 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']) {
      expect(parseRecoveryKey(text)).toBeUndefined();
    }
  });

  it('mends a scope whose root is lost: nothing in force falls, and the lost key counts no more', async () => {
    const { scope, owner, other, both } = await scene();
    const grant = { to: other.keyring.personId, roles: ['review' as const], collections: ['*'], expires: later * 2 };
    await both(valueOf(delegate(owner.maker, grant)).records);
    const before = other.log.view();
    const members = before.members().map(({ id }) => id);
    const sealing = other.sealingKey();
    const recoveryKey = scope.recoveryKey ?? '';

    const mended = valueOf(recover(other.maker, { recoveryKey, now: later }));
    await both(mended.records);
    const view = other.log.view();
    expect(view.root()?.version).toBe(2);
    expect(view.members().map(({ id }) => id)).toEqual(members);
    expect([view.epoch(), other.sealingKey()]).toEqual([2, sealing]);
    const { deviceId, personId: authorId } = other.keyring;
    const question = { deviceId, authorId, collection: 'notes', n: 1, wall: later, role: 'review' as const };
    expect(view.delegation(question)).toBeUndefined();

    // The thief of the first device has the old root: what it signs has no effect.
    const stranger = await keyringFor('stranger');
    const stolen = { ...owner.maker, secrets: [scope.rootSecret] };
    expect(await admit(stolen, { request: stranger, now: later })).toMatchObject({ code: 'not_entitled' });
    const holders = [crypto.publicKey(scope.rootSecret)];
    expect(rotateRoot(stolen, { holders })).toMatchObject({ code: 'not_entitled' });
    const maker = { ...other.maker, secrets: [mended.rootSecret] };
    const { records } = valueOf(await removeMember(maker, { deviceId: owner.name, last: 0 }));
    await both(records);
    expect(
      other.log
        .view()
        .members()
        .map((it) => it.deviceId),
    ).toEqual([other.name]);
    expect(owner.sealingKey()).toBeUndefined();
    expect(recover(other.maker, { recoveryKey, now: later })).toMatchObject({ code: 'other_recovery_key' });
    expect(recover(other.maker, { recoveryKey: mended.recoveryKey, now: later }).ok).toBe(true);
    expect(recover(other.maker, { recoveryKey: 'lost', now: later })).toMatchObject({ code: 'recovery_malformed' });
  });

  it('goes before a root that the lost key signed at the same time, and takes over what it is told to', async () => {
    const { scope, owner, other, both } = await scene();
    const rival = valueOf(rotateRoot(owner.maker, { holders: [crypto.publicKey(random(32))] }));
    const thief = await keyringFor('thief');
    const admitted = valueOf(await admit(owner.maker, { request: thief, now: later }));
    await both(admitted.records);
    const [member] = admitted.records;
    const parsed = parseControlRecord(crypto, member ?? new Uint8Array());
    const except = parsed.ok ? [parsed.value.id] : [];
    const recoveryKey = scope.recoveryKey ?? '';
    const mended = valueOf(recover(other.maker, { recoveryKey, now: later, except }));
    await both([...rival.records, ...mended.records]);
    const view = other.log.view();
    expect(Object.keys(view.root()?.keys ?? {})).toContain(keyIdOf(crypto, crypto.publicKey(mended.rootSecret)));
    expect(view.members().map((it) => it.deviceId)).not.toContain(thief.deviceId);
    expect([other.sealingKey(), view.epochDue()]).toEqual([undefined, true]);
  });
});

describe('a root that is rotated', () => {
  it('gives another device the roles, and takes two signatures where it says so', async () => {
    const { owner, other, both } = await scene();
    const second = random(32);
    const [secret = new Uint8Array()] = owner.maker.secrets;
    const holders = [secret, second].map(crypto.publicKey);
    const rotated = valueOf(rotateRoot(owner.maker, { holders, threshold: 2 }));
    expect(rotated.missing).toBe(1);
    await both(rotated.records);
    expect(other.log.view().root()?.version).toBe(1);
    const with2 = { ...other.maker, secrets: [second] };
    await both(rotated.records.map((record) => valueOf(coSign(with2, record))));
    expect(other.log.view().root()?.version).toBe(2);
    expect(other.log.view().members()).toHaveLength(2);

    // A removal stands under any root there ever was; a joining takes both keys.
    const third = await keyringFor('third');
    const { records, missing } = valueOf(await admit(owner.maker, { request: third, now: later }));
    expect(missing).toBe(1);
    await both(records);
    expect(owner.log.view().members()).toHaveLength(2);
    await both(records.map((record) => valueOf(coSign(with2, record))));
    expect(owner.log.view().members()).toHaveLength(3);
    expect(owner.log.view().epochDue()).toBe(false);
    expect(owner.sealingKey()).toEqual(other.sealingKey());
    expect(coSign({ ...other.maker, secrets: [random(32)] }, records[0] ?? new Uint8Array())).toMatchObject({
      code: 'not_entitled',
    });
    expect(coSign(with2, new Uint8Array(3))).toMatchObject({ code: 'payload_malformed' });
  });
});
