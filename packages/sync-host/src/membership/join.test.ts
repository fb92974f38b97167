import { bytesToHex } from '@noble/hashes/utils.js';
import { parseControlRecord, signControlRecord } from '@sourceos/sync-kernel';
import { base64urlOf } from '@sourceos/sync-kernel/wire';
import { describe, expect, it } from 'vitest';
import { admit } from './admit.js';
import { completeJoin } from './complete-join.js';
import { createScope } from './create-scope.js';
import { beginJoin, inviteDevice } from './join-handshake.js';
import { parseJoinRequest } from './join-request.js';
import { renewEpoch } from './renew-epoch.js';
import { shortString } from './short-string.js';
import { crypto, deviceOf, keyringFor, randomOf, start, valueOf } from './testing/world.js';

const random = randomOf('join tests');

/** A scope of one device with three epochs, and a device that wants in. */
const scene = async () => {
  const [owner, guest] = [await keyringFor('owner'), await keyringFor('guest')];
  const scope = await createScope({ crypto, random, founder: owner, kind: 'profile', now: start });
  const host = deviceOf(owner, scope.scopeId, scope.genesis, [scope.rootSecret]);
  await host.take(scope.records);
  const invitation = { scopeId: scope.scopeId, genesisId: scope.genesisId, relayUrl: 'https://relay.example' };
  return { owner, guest, scope, host, invitation };
};

describe('a device that joins', () => {
  it('shows the same short string as the member, and then has every key', async () => {
    const { guest, scope, host, invitation } = await scene();
    const other = valueOf(await admit(host.maker, { request: await keyringFor('other'), now: start }));
    await host.take(other.records);
    const join = beginJoin(crypto, guest, random);
    expect(join.request.length).toBeLessThan(600);
    const member = valueOf(
      inviteDevice(crypto, `  ${join.request.slice(0, 50)}\n${join.request.slice(50)} `, invitation, random),
    );
    const answer = valueOf(join.answer(member.invitation));
    expect(answer.invitation).toEqual(invitation);
    expect(valueOf(member.check(answer.reveal)).compare).toBe(answer.compare);
    expect(answer.compare).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

    const { records } = valueOf(
      await admit(host.maker, { request: member.request, personId: 'urn:srcos:person:ada', now: start }),
    );
    const log = [...scope.records, ...other.records, ...records];
    expect(completeJoin(crypto, guest, answer.invitation, log.slice(0, -records.length))).toMatchObject({
      code: 'not_admitted',
    });
    const joined = valueOf(completeJoin(crypto, guest, answer.invitation, [...log].reverse()));
    expect(joined).toEqual({
      scopeId: scope.scopeId,
      genesis: scope.genesis,
      relayUrl: invitation.relayUrl,
      personId: 'urn:srcos:person:ada',
    });
    const device = deviceOf(guest, scope.scopeId, joined.genesis);
    await device.take(log);
    await host.take(records);
    for (const epoch of [1, 2, 3]) {
      const [statement] = device.log.view().epochStatements(epoch);
      const { commitment = '' } = statement ?? {};
      expect(guest.committedKey(commitment)).toBeDefined();
      expect(guest.committedKey(commitment)).toEqual(host.keyring.committedKey(commitment));
    }
    expect(device.sealingKey()).toEqual(host.sealingKey());
    expect(device.log.view().epochDue()).toBe(false);
    expect(await admit(host.maker, { request: member.request, now: start })).toMatchObject({ code: 'known_device' });
    expect(valueOf(await renewEpoch(host.maker)).records).toEqual([]);
    expect(await renewEpoch(device.maker)).toMatchObject({ code: 'not_entitled' });
  });

  it('is not admitted by strings that agree, where somebody in between put in other keys or another scope', async () => {
    const { guest, invitation } = await scene();
    const thief = await keyringFor('thief');
    const join = beginJoin(crypto, guest, random);
    const between = beginJoin(
      crypto,
      { ...thief, deviceId: guest.deviceId, signingSecret: thief.signingSecret },
      random,
    );
    const member = valueOf(inviteDevice(crypto, between.request, invitation, random));
    const fake = valueOf(
      inviteDevice(crypto, join.request, { ...invitation, genesisId: `sha256:${'0'.repeat(64)}` }, random),
    );
    const shown = valueOf(join.answer(fake.invitation));
    const toMember = valueOf(between.answer(member.invitation));
    expect(valueOf(member.check(toMember.reveal)).compare).not.toBe(shown.compare);
    // It cannot pass the messages on either: each is bound to its own request and promise.
    expect(join.answer(member.invitation)).toMatchObject({ code: 'other_request' });
    expect(member.check(shown.reveal)).toMatchObject({ code: 'other_nonce' });
  });

  it('refuses requests and messages that are cut off, changed or unsigned', async () => {
    const { guest, invitation } = await scene();
    const join = beginJoin(crypto, guest, random);
    const { request } = join;
    const json = Buffer.from(request.split('.').at(-1) ?? '', 'base64url').toString();
    const changed = (from: RegExp, to: string) => `sourceos-join.1.${base64urlOf(Buffer.from(json.replace(from, to)))}`;
    const other = await keyringFor('other');
    const cases: [string, string][] = [
      ['', 'payload_malformed'],
      [request.slice(0, -1), 'payload_malformed'],
      [request.replace('join.1', 'join.2'), 'payload_malformed'],
      ['x'.repeat(100_000), 'payload_malformed'],
      [changed(/"person"/, '"persona"'), 'payload_malformed'],
      [changed(/person:[a-z]+/, 'person:eve'), 'request_unsigned'],
      [changed(/"sealing":"[^"]+"/, `"sealing":"${base64urlOf(other.sealingKey)}"`), 'request_unsigned'],
      [changed(/"signing":"[^"]+"/, `"signing":"${base64urlOf(other.signingKey)}"`), 'request_unsigned'],
      [changed(/"signing":"[^"]+"/, `"signing":"${base64urlOf(new Uint8Array(32))}"`), 'request_unsigned'],
    ];
    for (const [text, code] of cases) {
      expect(parseJoinRequest(crypto, text)).toMatchObject({ code });
      expect(inviteDevice(crypto, text, invitation, random)).toMatchObject({ code });
    }
    expect(join.answer(request)).toMatchObject({ code: 'payload_malformed' });
    expect(valueOf(inviteDevice(crypto, request, invitation, random)).check('no')).toMatchObject({
      code: 'payload_malformed',
    });
  });

  it('refuses records of another genesis, and a membership with other keys', async () => {
    const { guest, scope, host, invitation } = await scene();
    const stranger = await scene();
    expect(completeJoin(crypto, guest, invitation, stranger.scope.records)).toMatchObject({ code: 'genesis_missing' });
    expect(completeJoin(crypto, guest, invitation, [new Uint8Array(9)])).toMatchObject({ code: 'genesis_missing' });
    const thief = await keyringFor('thief');
    for (const keys of [
      { signingKey: thief.signingKey, sealingKey: guest.sealingKey },
      { signingKey: guest.signingKey, sealingKey: thief.sealingKey },
    ]) {
      const request = { deviceId: guest.deviceId, personId: guest.personId, ...keys };
      const { records } = valueOf(await admit(host.maker, { request, now: start }));
      const all = [...scope.records, ...records];
      expect(completeJoin(crypto, guest, invitation, all)).toMatchObject({ code: 'other_keys' });
    }
    // Signed by whoever likes to be a member: no role stands behind it.
    const [, member] = scope.records;
    const parsed = parseControlRecord(crypto, member ?? new Uint8Array());
    if (!parsed.ok || parsed.value.statement.kind !== 'member') throw new Error('The second record is the founder.');
    const forged = {
      ...parsed.value.statement,
      deviceId: guest.deviceId,
      signingKey: bytesToHex(guest.signingKey),
      sealingKey: bytesToHex(guest.sealingKey),
    };
    const record = signControlRecord(crypto, forged, [guest.signingSecret]);
    expect(completeJoin(crypto, guest, invitation, [...scope.records, record])).toMatchObject({ code: 'not_admitted' });
  });
});

describe('a short string', () => {
  it('has forty bits of the hash, and no letter that looks like a digit', () => {
    expect(shortString(new Uint8Array(32))).toBe('0000-0000');
    expect(shortString(new Uint8Array(32).fill(255))).toBe('ZZZZ-ZZZZ');
    expect(shortString(Uint8Array.of(0, 0, 0, 0, 1))).toBe('0000-0001');
    expect(shortString(Uint8Array.of(0x84, 0x21, 0x08, 0x42, 0x10, 9))).toBe('GGGG-GGGG');
  });
});
