import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonicalBytes } from '@sourceos/sync-kernel/wire';
import { createMemoryStore, createRelay, type Relay } from '@sourceos/sync-relay';
import { afterEach, describe, expect, it } from 'vitest';
import { createHostWorld, start, valueOf } from '../testing/host-world.js';
import { note } from '../testing/notes-engine.js';
import { createMemoryStore as createDeviceStore } from '../store/memory/create-memory-store.js';
import { createHttpTransport } from './http-transport.js';
import type { RelayTransport } from './transport.js';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const startRelay = async (port = 0): Promise<Relay> => {
  const relay = await createRelay({
    name: 'test',
    secretKey: new Uint8Array(32).fill(9),
    store: createMemoryStore(),
    port,
  });
  opened.push(relay.close);
  return relay;
};
/** A server that answers anything but as a relay does. */
const serve = async (listener: RequestListener): Promise<string> => {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const transportTo = (url: string, timeout = 5_000): RelayTransport =>
  createHttpTransport({ url, timeout, now: () => start });
const until = async (is: () => boolean): Promise<void> => {
  for (let tries = 0; !is(); tries += 1) {
    if (tries > 400) throw new Error('It did not come.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('two devices at a real relay over HTTP', () => {
  it('have the same, and hear of each other by the feed', async () => {
    const relay = await startRelay();
    const world = createHostWorld();
    const transport = () => transportTo(relay.url);
    const options = { transport, now: Date.now };
    const bobStore = createDeviceStore();
    const bobKeys = await world.keyring('bob', bobStore);
    const ada = await world.first('ada', options, [bobKeys]);
    const bob = await world.join('bob', { ...options, store: bobStore });
    opened.push(ada.device.close, bob.device.close);
    valueOf(ada.scope.write([note('a', 'over HTTP')]));
    expect(valueOf(await ada.scope.sync())).toMatchObject({ sent: 4 });
    const received = valueOf(await bob.scope.sync());
    expect(received.decisions).toMatchObject([{ outcome: 'applied' }]);
    expect(bob.scope.replica.view('test.notes', 'urn:srcos:note:a')?.record).toEqual({ body: 'over HTTP' });

    const stop = bob.scope.follow();
    valueOf(ada.scope.write([note('b', 'by the feed')]));
    valueOf(await ada.scope.sync());
    await until(() => bob.scope.replica.view('test.notes', 'urn:srcos:note:b') !== undefined);
    stop();
    valueOf(await bob.scope.sync());
    valueOf(await ada.scope.sync());
    valueOf(await bob.scope.sync());
    expect(ada.scope.replica.replicated()).toEqual(bob.scope.replica.replicated());
    expect(ada.scope.connection()).toMatchObject({ outgoing: 0, head: 'fresh', auth: 'admitted' });
  });

  it('begin a scope there with far more than a relay takes from a stranger', async () => {
    const relay = await startRelay();
    const world = createHostWorld();
    const ada = await world.first('ada', { transport: () => transportTo(relay.url), now: Date.now });
    opened.push(ada.device.close);
    for (let each = 0; each < 8; each += 1) valueOf(ada.scope.write([note(`n${each}`, 'x'.repeat(20_000))]));
    expect(valueOf(await ada.scope.sync())).toMatchObject({ sent: 10 });
    expect(ada.scope.connection()).toMatchObject({ outgoing: 0, auth: 'admitted' });
  });

  it('are told that the scope has not admitted them', async () => {
    const relay = await startRelay();
    const world = createHostWorld();
    const options = { transport: () => transportTo(relay.url), now: Date.now };
    const ada = await world.first('ada', options);
    valueOf(await ada.scope.sync());
    const eve = await world.join('eve', options);
    expect(await eve.scope.sync()).toMatchObject({ ok: false, code: 'not_admitted' });
    expect(eve.scope.connection()).toMatchObject({ auth: 'pending', relay: 'reachable' });
  });
});

describe('a kept connection that is closed as a request leaves', () => {
  /** A relay's words to whoever asks, of which so many requests find their connection closed. */
  const closing = async (times: number) => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (asked.length <= times) request.socket.destroy();
      else response.writeHead(503).end();
    });
    return { asked, transport: transportTo(url) };
  };
  const scopeId = 'urn:srcos:workspace:a';

  it('is no failure of what may be asked twice', async () => {
    for (const ask of [
      (transport: RelayTransport) => transport.identify(),
      (transport: RelayTransport) => transport.challenge('urn:srcos:device:a'),
      (transport: RelayTransport) => transport.openScope('token', scopeId, canonicalBytes({})),
      (transport: RelayTransport) =>
        transport.append('token', scopeId, [{ kind: 'gossip', bytes: canonicalBytes({}) }]),
      (transport: RelayTransport) => transport.entries('token', scopeId, 0, 1),
      (transport: RelayTransport) => transport.head('token', scopeId, 0),
    ]) {
      const { asked, transport } = await closing(1);
      expect(await ask(transport)).toMatchObject({ message: 'The relay answered 503.' });
      expect(asked).toHaveLength(2);
      expect(asked[1]).toBe(asked[0]);
    }
  });

  it('is one where it happens again, and where a challenge would be spent twice', async () => {
    const always = await closing(Infinity);
    expect(await always.transport.identify()).toMatchObject({ code: 'relay_unreachable' });
    expect(always.asked).toHaveLength(2);
    const { asked, transport } = await closing(1);
    const claim = { deviceId: 'a', publicKey: 'b', challenge: 'c', signature: 'd' };
    expect(await transport.session(claim)).toMatchObject({ code: 'relay_unreachable' });
    expect(asked).toHaveLength(1);
  });

  it('is one where a part of the answer came', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      response.writeHead(200, { 'content-length': '100' });
      response.write('{', () => request.socket.destroy());
    });
    expect(await transportTo(url).identify()).toMatchObject({ code: 'relay_unreachable' });
    expect(asked).toBe(1);
  });
});

describe('an answer over HTTP', () => {
  it('that does not come is a relay that is away, and within the time that it has', async () => {
    const away = await serve(() => undefined);
    const before = Date.now();
    expect(await transportTo(away, 100).identify()).toMatchObject({ code: 'relay_unreachable' });
    expect(Date.now() - before).toBeLessThan(3_000);
    expect(await transportTo('http://127.0.0.1:9').identify()).toMatchObject({ code: 'relay_unreachable' });
  });

  it('that never ends is given up on at its bound of bytes', async () => {
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1_048_576, 0x20);
      const more = () => {
        while (response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect(await transportTo(endless).identify()).toMatchObject({ code: 'answer_too_large' });
    expect(await transportTo(endless).entries('token', 'urn:srcos:workspace:a', 0, 256)).toMatchObject({
      code: 'answer_too_large',
    });
  });

  it('of a TLS that cannot be established is an untrusted network', async () => {
    const plain = await serve((_, response) => response.end());
    const transport = transportTo(plain.replace('http:', 'https:'));
    expect(await transport.identify()).toMatchObject({ code: 'network_untrusted' });
  });

  it('of a name that nobody knows is a missing network only where there is none', async () => {
    const url = 'http://relay.invalid';
    const without = createHttpTransport({ url, now: () => start, hasNetwork: () => false });
    expect(await without.identify()).toMatchObject({ code: 'network_down' });
  });

  it.each([
    [401, 'auth_expired'],
    [403, 'not_admitted'],
    [413, 'relay_refused'],
    [422, 'relay_refused'],
    [302, 'relay_refused'],
    [500, 'relay_unreachable'],
    [503, 'relay_unreachable'],
    [507, 'relay_refused'],
  ])('of status %i is %s', async (status, code) => {
    const url = await serve((_, response) => response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end('no'));
    expect(await transportTo(url).identify()).toMatchObject({ ok: false, code });
  });

  it.each([
    [404, 'scope_unknown', 'scope_unknown'],
    [404, 'not_found', 'nothing_there'],
    [409, 'scope_exists', 'scope_conflict'],
    [409, 'snapshot_older', 'relay_refused'],
  ])('of status %i with the code %s is %s', async (status, problem, code) => {
    const url = await serve((_, response) => response.writeHead(status).end(JSON.stringify({ code: problem })));
    expect(await transportTo(url).head('token', 'urn:srcos:workspace:a', 0)).toMatchObject({ code });
  });

  it('that asks to wait says for how long', async () => {
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await transportTo(url).identify()).toMatchObject({ code: 'rate_limited', retryAfter: 7_000 });
  });

  it('that is none of the protocol is malformed, whatever it is', async () => {
    for (const body of [
      '',
      'null',
      '{}',
      '[]',
      JSON.stringify({ protocol: 2 }),
      '\u0000\u0000\u0000\u0002{}',
      'x'.repeat(64),
    ]) {
      const transport = transportTo(await serve((_, response) => response.end(body)));
      const scopeId = 'urn:srcos:workspace:a';
      for (const answer of [
        await transport.identify(),
        await transport.challenge('urn:srcos:device:a'),
        await transport.session({ deviceId: 'a', publicKey: 'b', challenge: 'c', signature: 'd' }),
        await transport.append('token', scopeId, [{ kind: 'gossip', bytes: canonicalBytes({}) }]),
        await transport.entries('token', scopeId, 0, 1),
        await transport.head('token', scopeId, 0),
      ]) {
        expect(answer).toMatchObject({ ok: false, code: 'answer_malformed' });
      }
    }
  });

  it('carries nothing of a relay’s words that a terminal would obey', async () => {
    const body = JSON.stringify({ code: 'x', detail: '\u001B[2Jgone' });
    const url = await serve((_, response) => response.writeHead(422).end(body));
    const answer = await transportTo(url).identify();
    expect(answer).toMatchObject({ ok: false, message: 'The relay answered 422 (x:  [2Jgone).' });
  });
});
