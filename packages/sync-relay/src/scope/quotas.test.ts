import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRelay, type Relay, type RelayOptions } from '../relay.js';
import { openSqliteStore } from '../store/sqlite-store.js';
import { testClient, testDevice, testScope } from '../testing/client.js';
import { populated, secretKey, signedIn } from '../testing/populated.js';

const relays: Relay[] = [];
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close();
});
const start = async (more: Partial<RelayOptions> = {}) => {
  const world = await populated(more);
  relays.push(world.relay);
  return world;
};
const gossip = (text: string, length = 2_000) => ({ kind: 'gossip', bytes: Buffer.alloc(length, `${text} `) }) as const;

describe('the quotas of a scope', () => {
  it('count control records, and leave room to remove a member where all the rest is used up', async () => {
    const { relay, scope, scopeId, ada, client, join, store } = await start({
      limits: { scopeBytes: 8_000, controlReserveBytes: 2_000 },
    });
    const bob = await join('bob');
    const used = async () => (await store.scope(scopeId))?.bytes ?? 0;
    const ofControl = await used();
    expect(ofControl).toBeGreaterThan(1_000);
    // What is left of the quota is what the control records left.
    const fits = Math.floor((8_000 - ofControl) / 2_000);
    const entries = Array.from({ length: 6 }, (_, n) => gossip(`bob ${n}`));
    expect(await bob.client.append(scopeId, entries)).toMatchObject({
      refused: { index: fits, code: 'quota_exceeded' },
    });
    await bob.client.append(scopeId, [gossip('rest', 8_000 - (await used()))]);
    expect(await used()).toBe(8_000);
    const removal = { kind: 'control', bytes: scope.removal(bob.device) } as const;
    expect((await client.append(scopeId, [removal])).refused).toBeUndefined();
    expect((await bob.client.append(scopeId, [gossip('late', 1)])).status).toBe(403);
    // The reserve ends too, and what it does not take is in no membership.
    let refused: { readonly code: string } | undefined;
    const late = [];
    while (refused === undefined && late.length < 20) {
      const device = testDevice(`late-${late.length}`);
      late.push(device);
      ({ refused } = await client.append(scopeId, [{ kind: 'control', bytes: scope.member(device) }]));
    }
    expect(refused).toMatchObject({ code: 'quota_exceeded' });
    const last = testClient(relay.url, late.at(-1) ?? ada);
    await last.signIn();
    expect((await last.append(scopeId, [gossip('x', 1)])).status).toBe(403);
    expect(await used()).toBeLessThanOrEqual(10_000);
  });

  it('give one device its part, and others keep theirs', async () => {
    const { scopeId, client, join } = await start({ limits: { deviceBytes: 7_000 } });
    const bob = await join('bob');
    const flood = await bob.client.append(
      scopeId,
      [1, 2, 3, 4, 5].map((n) => gossip(`bob ${n}`)),
    );
    expect(flood).toMatchObject({ status: 200, refused: { index: 3, code: 'quota_exceeded' } });
    expect(flood.receipts).toHaveLength(3);
    expect((await client.append(scopeId, [gossip('ada 1'), gossip('ada 2')])).refused).toBeUndefined();
  });

  it('bound all scopes that one key opened, and all of the relay', async () => {
    const { relay, scopeId, client, ada } = await start({
      limits: { openerBytes: 9_000, relayBytes: 12_000 },
      now: ticking(),
    });
    const second = testScope('second');
    await client.open(second.scopeId, second.genesis);
    await client.append(second.scopeId, [{ kind: 'control', bytes: second.member(ada) }]);
    expect((await client.append(second.scopeId, [gossip('1'), gossip('2')])).refused).toBeUndefined();
    const more = await client.append(scopeId, [gossip('3'), gossip('4')]);
    expect(more.refused).toMatchObject({ code: 'quota_exceeded' });
    const bob = await signedIn(relay.url, 'bob');
    const third = testScope('third');
    expect((await bob.client.open(third.scopeId, third.genesis)).status).toBe(201);
    await bob.client.append(third.scopeId, [{ kind: 'control', bytes: third.member(bob.device) }]);
    const full = await bob.client.append(third.scopeId, [gossip('5'), gossip('6'), gossip('7')]);
    expect(full.refused).toMatchObject({ code: 'quota_exceeded' });
  });
});

/** A clock that is two seconds on at each look, so that no sum is of before. */
const ticking = () => {
  let time = 1_000_000;
  return () => (time += 2_000);
};

describe('a disk that is full', () => {
  it('is answered with 503 and nothing is acknowledged; what was acknowledged stays', async () => {
    const folder = mkdtempSync(pathOf(tmpdir(), 'relay-full-'));
    const path = pathOf(folder, 'relay.sqlite');
    const { relay, scopeId, client, ada } = await start({ store: await openSqliteStore(path, { maxBytes: 400_000 }) });
    let last = { status: 0, size: 0 };
    for (let n = 0; n < 20 && last.status !== 503; n += 1) {
      const answer = await client.append(scopeId, [gossip(`${n}`, 50_000)]);
      last = { status: answer.status, size: answer.status === 200 ? answer.head.size : last.size };
      if (answer.status !== 200) expect(answer).toMatchObject({ status: 503, code: 'unavailable' });
    }
    expect(last.status).toBe(503);
    expect(last.size).toBeGreaterThan(2);
    const head = async (who: typeof client) =>
      (await who.json(await who.call('GET', `/v1/scopes/${scopeId}/head`))).head;
    expect(await head(client)).toMatchObject({ size: last.size });
    await relay.close();
    relays.length = 0;
    // With room again, the same device goes on.
    const again = await createRelay({ name: 'test', secretKey, store: await openSqliteStore(path) });
    relays.push(again);
    const other = testClient(again.url, ada);
    await other.signIn();
    const { head: now } = await other.append(scopeId, [gossip('goes on', 50_000)]);
    expect(now.size).toBe(last.size + 1);
    await again.close();
    rmSync(folder, { recursive: true });
  });
});
