import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { counted, soak } from '@sourceos/vitest-config/soak';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApp } from './http/app.js';
import { createParts } from './parts.js';
import { createRelay } from './relay.js';
import { createMemoryStore } from './store/memory-store.js';
import type { RelayStore } from './store/store.js';
import { testClient, testDevice, testScope } from './testing/client.js';
import { heapUsed } from './testing/garbage.js';
import { hostileRequest } from './testing/hostile-request.js';
import { mutated } from './testing/mutated.js';

const mebibyte = 1_048_576;
const secretKey = new Uint8Array(32).fill(7);
/** Rates far above what is tried: what is refused is refused for what it says. */
const generous = {
  requestsPerAddress: 1e9,
  requestsPerKey: 1e9,
  challengesPerAddress: 1e9,
  mailboxesPerAddress: 1e9,
  bytesPerKey: 1e15,
};
const seed = 5;

/** All that a store holds of a scope, in one hash. */
const everything = async (store: RelayStore, scopeId: string): Promise<string> => {
  const entries = await store.read(scopeId, { after: 0, limit: 10_000, bytes: 1e9 });
  const held = [await store.totals(), await store.scope(scopeId), entries, await store.snapshot(scopeId)];
  return createHash('sha256').update(JSON.stringify(held)).digest('hex');
};

/** A relay with a scope, one member and one device that is none. */
const populated = async () => {
  const store = createMemoryStore();
  const relay = await createRelay({ name: 'test', secretKey, store, limits: generous });
  const scope = testScope('garden');
  const [ada, eve] = [testDevice('ada'), testDevice('eve')];
  const [client, stranger] = [testClient(relay.url, ada), testClient(relay.url, eve)];
  await client.signIn();
  await stranger.signIn();
  await client.open(scope.scopeId, scope.genesis);
  await client.append(scope.scopeId, [{ kind: 'control', bytes: scope.member(ada) }]);
  await client.append(scope.scopeId, [{ kind: 'gossip', bytes: Buffer.from('what is there') }]);
  return { store, relay, scope, ada, client, stranger, scopeId: scope.scopeId };
};

describe('malformed requests', { timeout: 3_600_000 }, () => {
  it('are refused, never with 500, leave at most 16 MiB behind, and change nothing', async () => {
    const runs = 1_000 * soak;
    const { store, relay, scopeId, ada, stranger } = await populated();
    await relay.close();
    const parts = createParts({ name: 'test', secretKey, store, limits: generous }, () => false);
    const app = createApp(parts);
    const token = parts.sessions.open(ada.deviceId, Buffer.from(ada.publicKey, 'hex')).token;
    const strange = parts.sessions.open('urn:srcos:device:eve', new Uint8Array(32).fill(3)).token;
    const before = await everything(store, scopeId);
    const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } } as unknown as HttpBindings;
    const statuses = new Map<number, number>();
    const hostile = hostileRequest(scopeId, [token, strange, stranger.token()]);
    const send = async (count: number, from: number) => {
      for (const { method, path, headers, body } of fc.sample(hostile, { seed: from, numRuns: count })) {
        const request = new Request(`http://relay${path}`, {
          method,
          headers,
          ...(body && { body: Uint8Array.from(body) }),
        });
        const { status, body: answer } = await app.fetch(request, env);
        await answer?.cancel();
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500) expect({ status, method, path, body }).toMatchObject({ status: 'below 500' });
      }
    };
    await send(200, seed);
    const heap = heapUsed();
    for (let sent = 0; sent < runs; sent += 500) await send(Math.min(500, runs - sent), seed + 1 + sent);
    expect(heapUsed() - heap).toBeLessThan(16 * mebibyte);
    expect(parts.held.now()).toBe(0);
    expect(await everything(store, scopeId)).toBe(before);
    // The requests got far enough to be refused for each of these.
    for (const status of [200, 400, 401, 403, 404, 413, 422]) expect([...statuses.keys()]).toContain(status);
    counted('malformed requests to a relay, none answered with 500 and its log unchanged', runs);
  });

  it('over sockets, as bytes that are no HTTP and frames that are none, end nothing but themselves', async () => {
    const runs = 100 * soak;
    const { store, relay, scopeId, client } = await populated();
    const before = await everything(store, scopeId);
    const host = `host: ${new URL(relay.url).host}\r\nauthorization: Bearer ${client.token()}\r\n`;
    const path = `/v1/scopes/${scopeId}`;
    const tooLong = Buffer.from([3, 255, 255, 255, 255, 1, 2, 3]);
    const post = Buffer.concat([
      Buffer.from(`POST ${path}/entries HTTP/1.1\r\n${host}content-length: ${tooLong.length}\r\n\r\n`),
      tooLong,
    ]);
    const chunked = Buffer.from(
      `PUT ${path} HTTP/1.1\r\n${host}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n`,
    );
    const upgrade = Buffer.from(
      `GET ${path}/feed?after=0 HTTP/1.1\r\n${host}connection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16, 1).toString('base64')}\r\n` +
        `sec-websocket-protocol: sourceos.relay.v1, token.${client.token()}\r\n\r\n`,
    );
    // A masked text frame, a ping, a close, one that promises 2^63 bytes, and one with reserved bits.
    const frames = Buffer.from(
      '818568656c6c6f00000000898000000000888200000000ffff827f7fffffffffffffff00000000f18000000000',
      'hex',
    );
    const sent = fc.oneof(
      mutated(post),
      mutated(chunked),
      mutated(upgrade),
      mutated(frames).map((changed) => Buffer.concat([upgrade, changed])),
      fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.concat([upgrade, bytes])),
      fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    );
    const throwAt = (bytes: Uint8Array) =>
      new Promise<void>((resolve) => {
        const socket = connect(relay.port, '127.0.0.1', () => socket.write(bytes));
        const timer = setTimeout(() => socket.destroy(), 40);
        socket.on('data', () => undefined);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    const heap = heapUsed();
    for (let done = 0; done < runs; done += 20) {
      const some = fc.sample(sent, { seed: seed + done, numRuns: Math.min(20, runs - done) });
      await Promise.all(some.map(throwAt));
    }
    const metrics = await (await client.call('GET', '/metrics')).text();
    expect(metrics).toContain('sync_relay_held_bytes 0\n');
    expect(metrics).not.toContain('status="500"');
    await expect
      .poll(async () => (await client.call('GET', '/metrics')).text(), { timeout: 10_000 })
      .toContain('sync_relay_feeds 0\n');
    expect(heapUsed() - heap).toBeLessThan(16 * mebibyte);
    expect(await everything(store, scopeId)).toBe(before);
    expect((await client.append(scopeId, [{ kind: 'gossip', bytes: Buffer.from('goes on') }])).receipts).toHaveLength(
      1,
    );
    await relay.close();
    counted('connections to a relay that send no HTTP or no frames', runs);
  });
});
