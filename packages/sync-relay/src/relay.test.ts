import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import {
  canonicalBytes,
  hashOfName,
  verifyConsistency,
  verifyInclusion,
  createTreeHasher,
} from '@sourceos/sync-kernel/wire';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createMemoryStore } from './store/memory-store.js';
import { openSqliteStore } from './store/sqlite-store.js';
import { parsePage } from './protocol/page.js';
import { hashOf, leafBytes, snapshotBytes, type HeadStatement, type Signed } from './protocol/statements.js';
import { createRelay, type Relay, type RelayOptions } from './relay.js';
import { testBatch, testClient, testDevice, testScope } from './testing/client.js';

const relays: Relay[] = [];
const folder = mkdtempSync(join(tmpdir(), 'relay-'));
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close();
});
const secretKey = new Uint8Array(32).fill(7);
const start = async (more: Partial<RelayOptions> = {}) => {
  const relay = await createRelay({ name: 'test', secretKey, store: createMemoryStore(), ...more });
  relays.push(relay);
  return relay;
};
/** A relay, a scope and a device that is its first member. */
const populated = async (more: Partial<RelayOptions> = {}) => {
  const relay = await start(more);
  const scope = testScope('garden');
  const ada = testDevice('ada');
  const client = testClient(relay.url, ada);
  await client.signIn();
  expect((await client.open(scope.scopeId, scope.genesis)).status).toBe(201);
  const admitted = await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(ada) }]);
  expect(admitted.receipts).toHaveLength(1);
  return { relay, scope, ada, client };
};
const verifies = (relay: Relay, { signature, ...signed }: Signed<object>) =>
  nativeCrypto.verify(relay.publicKey, canonicalBytes(signed), Buffer.from(signature, 'base64url'));
const hash = (name: string) => hashOfName(name) ?? new Uint8Array();

describe('a relay', () => {
  it('answers a batch with a receipt and a head that verify, and again with the same receipt', async () => {
    const { relay, scope, ada, client } = await populated();
    const batch = testBatch(ada, scope.scopeId, 1, 3);
    const first = await client.append(scope.scopeId, [{ kind: 'batch', bytes: batch }]);
    expect(first).toMatchObject({ receipts: [{ sequence: 3, kind: 'batch', hash: hashOf(batch) }], head: { size: 3 } });
    expect(first.receipts.every((receipt) => verifies(relay, receipt))).toBe(true);
    expect(verifies(relay, first.head)).toBe(true);
    const again = await client.append(scope.scopeId, [{ kind: 'batch', bytes: batch }]);
    expect(again.receipts).toEqual(first.receipts);
    expect(again.head.size).toBe(3);
  });

  it('proves that its heads continue one another, and that entries are in them', async () => {
    const { scope, client } = await populated();
    const heads: Signed<HeadStatement>[] = [];
    for (let n = 0; n < 13; n += 1) {
      heads.push((await client.append(scope.scopeId, [{ kind: 'gossip', bytes: Buffer.from(`gossip ${n}`) }])).head);
    }
    for (const head of heads) {
      const answer = await client.json(await client.call('GET', `/v1/scopes/${scope.scopeId}/head?from=${head.size}`));
      const now = answer.head as HeadStatement;
      const proof = (answer.proof as string[]).map(hash);
      const claim = {
        firstSize: head.size,
        firstRoot: hash(head.root),
        secondSize: now.size,
        secondRoot: hash(now.root),
        proof,
      };
      expect(verifyConsistency(nativeCrypto.sha256, claim)).toBe(true);
    }
    const page = await client.call('GET', `/v1/scopes/${scope.scopeId}/entries`);
    const { entries, head } = parsePage(new Uint8Array(await page.arrayBuffer()), hashOf) ?? {
      entries: [],
      head: undefined,
    };
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    for (const entry of entries) {
      const answer = await client.json(
        await client.call('GET', `/v1/scopes/${scope.scopeId}/proof?sequence=${entry.sequence}`),
      );
      const leafHash = createTreeHasher(nativeCrypto.sha256).leaf(leafBytes(entry));
      const path = (answer.path as string[]).map(hash);
      expect(
        verifyInclusion(nativeCrypto.sha256, {
          leafHash,
          index: entry.sequence - 1,
          size: 15,
          path,
          root: hash(head?.root ?? ''),
        }),
      ).toBe(true);
    }
  });

  it('keeps what it acknowledged over a restart', async () => {
    const path = join(folder, 'restart.sqlite');
    const { relay, scope, ada, client } = await populated({ store: await openSqliteStore(path) });
    const before = await client.append(scope.scopeId, [{ kind: 'batch', bytes: testBatch(ada, scope.scopeId, 1) }]);
    await relay.close();
    const again = await start({ store: await openSqliteStore(path) });
    const other = testClient(again.url, ada);
    await other.signIn();
    const answer = await other.json(await other.call('GET', `/v1/scopes/${scope.scopeId}/head`));
    expect(answer.head).toMatchObject({ size: 3, root: before.head.root });
    rmSync(folder, { recursive: true });
  });

  it('admits by the control log: no stranger, no removed member, no other key', async () => {
    const { relay, scope, client } = await populated();
    const bob = testDevice('bob');
    const stranger = testClient(relay.url, bob);
    await stranger.signIn();
    const gossip = [{ kind: 'gossip', bytes: Buffer.from('hello') }] as const;
    expect(await stranger.append(scope.scopeId, gossip)).toMatchObject({ status: 403, code: 'not_a_member' });
    expect((await stranger.call('GET', `/v1/scopes/${scope.scopeId}/entries`)).status).toBe(403);
    const self = testScope('garden').member(bob);
    expect(await stranger.append(scope.scopeId, [{ kind: 'control', bytes: self }])).toMatchObject({ status: 403 });
    await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(bob) }]);
    expect((await stranger.append(scope.scopeId, gossip)).receipts).toHaveLength(1);
    const impostor = testClient(relay.url, testDevice('bob'));
    await impostor.signIn();
    expect(await impostor.append(scope.scopeId, gossip)).toMatchObject({ status: 403 });
    await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.removal(bob) }]);
    expect(await stranger.append(scope.scopeId, gossip)).toMatchObject({ status: 403, code: 'not_a_member' });
  });

  it('opens no session for a replayed challenge, another relay, another device or a wrong key', async () => {
    const relay = await start();
    const ada = testDevice('ada');
    const client = testClient(relay.url, ada);
    const { status, challenge } = await client.signIn();
    expect(status).toBe(200);
    expect((await client.signIn({ challenge })).status).toBe(401);
    expect((await client.signIn({ relayId: 'urn:srcos:relay:other' })).status).toBe(401);
    expect((await client.signIn({ secretKey: testDevice('x').secretKey })).status).toBe(401);
  });

  it('takes entries up to the first that it refuses, and says which and why', async () => {
    const { scope, ada, client } = await populated();
    const good = { kind: 'gossip', bytes: Buffer.from('good') } as const;
    const refusals = [
      [{ kind: 'batch', bytes: Buffer.from('junk') }, 'batch_malformed'],
      [{ kind: 'batch', bytes: testBatch(ada, 'urn:srcos:workspace:other', 1) }, 'batch_scope'],
      [{ kind: 'batch', bytes: testBatch({ ...testDevice('bob') }, scope.scopeId, 1) }, 'batch_device'],
      [{ kind: 'batch', bytes: testBatch({ ...testDevice('ada') }, scope.scopeId, 1) }, 'batch_signature'],
      [{ kind: 'control', bytes: scope.lease() }, 'kind_refused'],
      [{ kind: 'control', bytes: Buffer.from('{}') }, 'control_refused'],
    ] as const;
    for (const [bad, code] of refusals) {
      const answer = await client.append(scope.scopeId, [good, bad, { kind: 'gossip', bytes: Buffer.from('late') }]);
      expect(answer).toMatchObject({ status: 200, refused: { index: 1, code }, head: { size: 3 } });
      expect(answer.receipts).toHaveLength(1);
    }
  });

  it('refuses another genesis for a scope that is open', async () => {
    const { scope, client } = await populated();
    expect((await client.open(scope.scopeId, scope.genesis)).status).toBe(200);
    expect((await client.open(scope.scopeId, testScope('garden').genesis)).status).toBe(409);
  });

  it('ends an endless body and a frame that promises too much, and holds nothing of them', async () => {
    const { scope, client, relay } = await populated({ limits: { bodyBytes: 100_000 } });
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(Buffer.concat([Buffer.from([4, 0, 0, 4, 0]), Buffer.alloc(1_024)])),
    });
    const sent = await fetch(`${relay.url}/v1/scopes/${scope.scopeId}/entries`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token()}` },
      body: endless,
      duplex: 'half',
    }).then(
      (response) => response.status,
      () => 'reset',
    );
    expect([413, 'reset']).toContain(sent);
    const promised = await client.call(
      'POST',
      `/v1/scopes/${scope.scopeId}/entries`,
      Buffer.from([3, 255, 255, 255, 255]),
    );
    expect(promised.status).toBe(413);
    expect(await (await client.call('GET', '/metrics')).text()).toContain('sync_relay_held_bytes 0');
  });

  it('pushes entries to a feed and closes it when the member is removed', async () => {
    const { relay, scope, ada, client } = await populated();
    const url = `${relay.url.replace('http', 'ws')}/v1/scopes/${scope.scopeId}/feed?after=2`;
    const socket = new WebSocket(url, ['sourceos.relay.v1', `token.${client.token()}`]);
    const pages: number[] = [];
    socket.on('message', (data: Buffer) => {
      pages.push(...(parsePage(data, hashOf)?.entries ?? []).map(({ sequence }) => sequence));
    });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    for (let n = 1; n <= 5; n += 1)
      await client.append(scope.scopeId, [{ kind: 'batch', bytes: testBatch(ada, scope.scopeId, n) }]);
    await expect.poll(() => pages, { timeout: 10_000 }).toEqual([3, 4, 5, 6, 7]);
    await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.removal(ada) }]);
    expect(await closed).toBe(4403);
    const stranger = new WebSocket(url, ['sourceos.relay.v1', 'token.none']);
    const failed = await new Promise<Error>((resolve) => stranger.once('error', resolve));
    expect(failed.message).toContain('401');
  });

  it('drops bytes before a snapshot when the quota asks for it, and keeps hashes and control records', async () => {
    const { scope, ada, client } = await populated({ limits: { scopeBytes: 6_000 } });
    const gossip = (label: string) => ({ kind: 'gossip', bytes: Buffer.alloc(2_000, label) }) as const;
    const filled = await client.append(scope.scopeId, [gossip('a')]);
    expect(await client.append(scope.scopeId, [gossip('b'), gossip('c')])).toMatchObject({
      refused: { code: 'quota_exceeded' },
    });
    const { size, root } = filled.head;
    const sealed = Buffer.from('sealed');
    const statement = { scopeId: scope.scopeId, deviceId: ada.deviceId, upTo: size, root, hash: hashOf(sealed) };
    const bytes = snapshotBytes(statement);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    const body = Buffer.concat([length, bytes, nativeCrypto.sign(ada.secretKey, bytes), sealed]);
    const path = `/v1/scopes/${scope.scopeId}/snapshot`;
    expect((await client.call('PUT', path, body)).status).toBe(200);
    expect((await client.call('PUT', path, body)).status).toBe(409);
    expect(Buffer.from(await (await client.call('GET', path)).arrayBuffer()).equals(body)).toBe(true);
    expect((await client.append(scope.scopeId, [gossip('c')])).refused).toBeUndefined();
    const page = await client.call('GET', `/v1/scopes/${scope.scopeId}/entries`);
    const entries = parsePage(new Uint8Array(await page.arrayBuffer()), hashOf)?.entries;
    expect(entries?.map((entry) => entry.bytes !== undefined)).toEqual([true, true, false, true, true]);
  });

  it('keeps a mailbox for its time, replaces nothing in it, and bounds it', async () => {
    let time = 1_000_000;
    const relay = await start({ now: () => time });
    const client = testClient(relay.url, testDevice('ada'));
    const path = `/v1/mailboxes/${'m'.repeat(32)}/offer`;
    expect((await client.call('PUT', path, 'hello')).status).toBe(204);
    expect((await client.call('PUT', path, 'other')).status).toBe(409);
    expect((await client.call('PUT', `${path}-2`, Buffer.alloc(16_385))).status).toBe(413);
    expect(await (await client.call('GET', path)).text()).toBe('hello');
    time += 600_001;
    expect((await client.call('GET', path)).status).toBe(404);
  });

  it('limits rates, and says after how long to come again', async () => {
    const relay = await start({ limits: { challengesPerAddress: 2 } });
    const client = testClient(relay.url, testDevice('ada'));
    await client.signIn();
    await client.signIn();
    const third = await client.call('POST', '/v1/challenge', JSON.stringify({ deviceId: 'urn:srcos:device:a' }));
    expect(third.status).toBe(429);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(third.headers.get('content-type')).toBe('application/problem+json');
  });
});
