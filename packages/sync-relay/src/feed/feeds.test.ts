import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { parsePage, type PageEntry } from '../protocol/page.js';
import { hashOf } from '../protocol/statements.js';
import type { Relay, RelayOptions } from '../relay.js';
import { createMemoryStore } from '../store/memory-store.js';
import type { RelayStore } from '../store/store.js';
import { populated } from '../testing/populated.js';

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const start = async (more: Partial<RelayOptions> = {}) => {
  const world = await populated(more);
  ending.push(world.relay.close);
  return world;
};

const feedOf = (relay: Relay, scopeId: string, token: string, query = '') => {
  const url = `${relay.url.replace('http', 'ws')}/v1/scopes/${scopeId}/feed${query}`;
  const socket = new WebSocket(url, ['sourceos.relay.v1', `token.${token}`]);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const refused = new Promise<{ status: number | undefined; retryAfter: string | undefined }>((resolve) => {
    socket.once('unexpected-response', (_request, response) => {
      resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'] });
    });
  });
  socket.on('error', () => undefined);
  ending.unshift(() => socket.terminate());
  const opened = new Promise<void>((resolve) => socket.once('open', resolve));
  return { socket, opened, closed, refused };
};

const metricsOf = async (relay: Relay) => (await fetch(`${relay.url}/metrics`)).text();

describe('a feed', { timeout: 60_000 }, () => {
  it('is closed with 4408 where its reader does not take a page in time, and what was not read comes again', async () => {
    const { relay, scopeId, client } = await start({ limits: { slowSeconds: 0.2 } });
    const { socket, opened, closed } = feedOf(relay, scopeId, client.token());
    const sequences: number[] = [];
    socket.on('message', (data: Buffer) => {
      sequences.push(...(parsePage(data, hashOf)?.entries ?? []).map(({ sequence }) => sequence));
    });
    await opened;
    socket.pause();
    // More than the buffers of two sockets hold.
    for (let n = 0; n < 10; n += 1) {
      await client.append(scopeId, [{ kind: 'sealed-control', bytes: Buffer.alloc(2_000_000, n) }]);
    }
    // Nothing piles up for it meanwhile: one page is under way.
    await new Promise((resolve) => setTimeout(resolve, 600));
    socket.resume();
    expect(await closed).toBe(4408);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    expect(sequences.length).toBeLessThan(12);
    const again = feedOf(relay, scopeId, client.token());
    await again.opened;
    expect(await metricsOf(relay)).toContain('sync_relay_feeds 1\n');
  });

  it('does not hold others up: who reads gets all while another does not', async () => {
    const { relay, scopeId, client } = await start();
    const slow = feedOf(relay, scopeId, client.token());
    await slow.opened;
    slow.socket.pause();
    const sequences: number[] = [];
    const quick = feedOf(relay, scopeId, client.token());
    quick.socket.on('message', (data: Buffer) => {
      sequences.push(...(parsePage(data, hashOf)?.entries ?? []).map(({ sequence }) => sequence));
    });
    await quick.opened;
    for (let n = 0; n < 8; n += 1) {
      await client.append(scopeId, [{ kind: 'sealed-control', bytes: Buffer.alloc(2_000_000, n) }]);
    }
    await expect.poll(() => sequences, { timeout: 10_000 }).toEqual(Array.from({ length: 10 }, (_, at) => at + 1));
  });

  it('ends with 1001 when the relay stops, within seconds, also where a reader does not answer', async () => {
    const { relay, scopeId, client } = await start({ limits: { closeSeconds: 0.5 } });
    const feeds = Array.from({ length: 5 }, () => feedOf(relay, scopeId, client.token()));
    await Promise.all(feeds.map(({ opened }) => opened));
    const deaf = feedOf(relay, scopeId, client.token());
    await deaf.opened;
    deaf.socket.pause();
    const begun = performance.now();
    const stopped = relay.close();
    expect(await Promise.all(feeds.map(({ closed }) => closed))).toEqual([1001, 1001, 1001, 1001, 1001]);
    await stopped;
    expect(performance.now() - begun).toBeLessThan(5_000);
    await expect(fetch(`${relay.url}/v1`)).rejects.toThrow();
  });

  it('is refused with 429 where a key or the relay has as many as it may, until one ends', async () => {
    const { relay, scopeId, client, join } = await start({ limits: { feedsPerKey: 2, feeds: 3 } });
    const bob = await join('bob');
    const own = [feedOf(relay, scopeId, client.token()), feedOf(relay, scopeId, client.token())];
    await Promise.all(own.map(({ opened }) => opened));
    expect(await feedOf(relay, scopeId, client.token()).refused).toEqual({ status: 429, retryAfter: '60' });
    await feedOf(relay, scopeId, bob.client.token()).opened;
    expect((await feedOf(relay, scopeId, bob.client.token()).refused).status).toBe(429);
    own[0]?.socket.close();
    await own[0]?.closed;
    await feedOf(relay, scopeId, client.token()).opened;
    expect(await metricsOf(relay)).toContain('sync_relay_feeds 3\n');
  });

  it('counts in the rates of its key and its address', async () => {
    const { relay, scopeId, client } = await start({ limits: { requestsPerKey: 8, requestsPerAddress: 40 } });
    const statuses: (number | undefined)[] = [];
    for (let n = 0; n < 12; n += 1) {
      const feed = feedOf(relay, scopeId, client.token());
      statuses.push(await Promise.race([feed.opened.then(() => 101), feed.refused.then(({ status }) => status)]));
    }
    // Two requests were made with the session before.
    expect(statuses).toEqual([...Array.from({ length: 6 }, () => 101), ...Array.from({ length: 6 }, () => 429)]);
    const strangers: (number | undefined)[] = [];
    for (let n = 0; n < 40; n += 1) strangers.push((await feedOf(relay, scopeId, 'none').refused).status);
    expect(strangers).toContain(401);
    expect(strangers.at(-1)).toBe(429);
  });

  it('is closed with 4400 where the client sends anything, and with 4401 when its session is over', async () => {
    const { relay, scopeId, client } = await start({ limits: { sessionSeconds: 1 } });
    const talking = feedOf(relay, scopeId, client.token());
    await talking.opened;
    talking.socket.send('hello');
    expect(await talking.closed).toBe(4400);
    const quiet = feedOf(relay, scopeId, client.token());
    await quiet.opened;
    expect(await quiet.closed).toBe(4401);
  });

  it('sends every reader the same, but for the bytes of its own entries where it wants their hashes', async () => {
    const inner = createMemoryStore();
    let reads = 0;
    const store: RelayStore = {
      ...inner,
      read: (...asked) => {
        reads += 1;
        return inner.read(...asked);
      },
    };
    const { relay, scopeId, client, ada, join } = await start({ store });
    const bob = await join('bob');
    const pages = (token: string, query: string) => {
      const { socket, opened } = feedOf(relay, scopeId, token, query);
      const entries: PageEntry[] = [];
      socket.on('message', (data: Buffer) => entries.push(...(parsePage(data, hashOf)?.entries ?? [])));
      return { opened, entries };
    };
    const readers = [
      ...Array.from({ length: 8 }, () => pages(bob.client.token(), '?after=3')),
      pages(client.token(), '?after=3'),
      pages(client.token(), '?after=3&own=hash'),
    ];
    await Promise.all(readers.map(({ opened }) => opened));
    const said = [Buffer.from('of ada'), Buffer.from('of bob')];
    await client.append(scopeId, [{ kind: 'gossip', bytes: said[0] ?? Buffer.alloc(0) }]);
    for (const { entries } of readers) await expect.poll(() => entries.length).toBe(1);
    // Ten readers, and one look at the store.
    expect(reads).toBe(1);
    await bob.client.append(scopeId, [{ kind: 'gossip', bytes: said[1] ?? Buffer.alloc(0) }]);
    for (const { entries } of readers) await expect.poll(() => entries.length).toBe(2);
    expect(reads).toBe(2);
    const hashed = readers.pop();
    for (const { entries } of readers) expect(entries.map(({ bytes }) => bytes)).toEqual(said);
    expect(hashed?.entries.map(({ bytes }) => bytes)).toEqual([undefined, said[1]]);
    expect(hashed?.entries[0]).toMatchObject({
      sequence: 4,
      deviceId: ada.deviceId,
      hash: hashOf(said[0] ?? Buffer.alloc(0)),
    });
  });

  it('is none at a path that is none', async () => {
    const { relay, scopeId, client } = await start();
    const url = relay.url.replace('http', 'ws');
    for (const path of [
      '/v1',
      `/v1/scopes/${scopeId}/entries`,
      '/v1/scopes/%ff/feed',
      `/v1/scopes/${scopeId}/feed?after=x`,
      `/v1/scopes/${scopeId}/feed?own=none`,
    ]) {
      const socket = new WebSocket(`${url}${path}`, ['sourceos.relay.v1', `token.${client.token()}`]);
      const [error] = (await once(socket, 'error')) as [Error];
      expect(error.message).toContain('404');
    }
  });
});
