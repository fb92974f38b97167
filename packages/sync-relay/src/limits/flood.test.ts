import { afterEach, describe, expect, it } from 'vitest';
import type { Relay, RelayOptions } from '../relay.js';
import type { Submitted } from '../protocol/submission.js';
import { populated } from '../testing/populated.js';

const relays: Relay[] = [];
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close();
});
const start = async (more: Partial<RelayOptions> = {}) => {
  const world = await populated(more);
  relays.push(world.relay);
  return world;
};
const gossip = (text: string, length = 100): Submitted => ({ kind: 'gossip', bytes: Buffer.alloc(length, `${text} `) });

describe('an identity that floods', { timeout: 60_000 }, () => {
  it('is told to wait, and everybody else behind the same address gets every answer', async () => {
    const {
      scopeId,
      client: flooding,
      join,
    } = await start({ limits: { requestsPerKey: 40, requestsPerAddress: 200 } });
    const others = [await join('bob'), await join('cleo')];
    const floodStatuses: number[] = [];
    const flood = async (n: number) => {
      floodStatuses.push((await flooding.append(scopeId, [gossip(`flood ${n}`)])).status);
    };
    const statuses = { appends: [] as number[], reads: [] as number[] };
    // Four hundred of one, while each of the others makes twenty.
    for (let round = 0; round < 10; round += 1) {
      const flooded = Array.from({ length: 40 }, (_, n) => flood(round * 40 + n));
      for (const [index, { client }] of others.entries()) {
        statuses.appends.push((await client.append(scopeId, [gossip(`other ${index} ${round}`)])).status);
        statuses.reads.push((await client.call('GET', `/v1/scopes/${scopeId}/head`)).status);
      }
      await Promise.all(flooded);
    }
    expect(new Set(statuses.appends)).toEqual(new Set([200]));
    expect(new Set(statuses.reads)).toEqual(new Set([200]));
    expect([...new Set(floodStatuses)].sort()).toEqual([200, 429]);
    expect(floodStatuses.filter((status) => status === 200).length).toBeLessThanOrEqual(40);
    expect(floodStatuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(360);
  });

  it('brings so many bytes a minute and no more', async () => {
    const { scopeId, client, join } = await start({ limits: { bytesPerKey: 100_000 } });
    const bob = await join('bob');
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await client.append(scopeId, [gossip(`${n}`, 30_000)])).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
    expect((await bob.client.append(scopeId, [gossip('bob', 30_000)])).status).toBe(200);
  });

  it('holds only its own part of what bodies may hold, however slowly it sends', async () => {
    const limits = { heldBytes: 400_000, heldBytesPerSender: 100_000 };
    const { relay, scopeId, client, join } = await start({ limits });
    const bob = await join('bob');
    const stop = new AbortController();
    /** A body that never ends: 45,000 bytes of a frame that promises more. */
    const hang = () => {
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(Buffer.concat([Buffer.from([3, 0, 1, 0, 0]), Buffer.alloc(45_000)])),
      });
      return fetch(`${relay.url}/v1/scopes/${scopeId}/entries`, {
        method: 'POST',
        headers: { authorization: `Bearer ${client.token()}` },
        body,
        duplex: 'half',
        signal: stop.signal,
      }).then(
        ({ status }) => status,
        () => 'stopped' as const,
      );
    };
    const hanging = Array.from({ length: 10 }, hang);
    const metrics = async () => (await bob.client.call('GET', '/metrics')).text();
    await expect.poll(metrics, { timeout: 10_000 }).toContain('sync_relay_held_bytes 90010\n');
    // Two are held, and the rest were told to come again.
    expect(await metrics()).toContain('sync_relay_refusals_total{code="unavailable"} 8\n');
    expect((await bob.client.append(scopeId, [gossip('bob', 60_000)])).status).toBe(200);
    stop.abort();
    const ended = await Promise.all(hanging);
    expect(ended.filter((status) => status === 'stopped').length).toBeGreaterThanOrEqual(2);
    await expect.poll(metrics, { timeout: 10_000 }).toContain('sync_relay_held_bytes 0\n');
  });

  it('is counted behind a trusted proxy by the address that the proxy names, and else by the proxy’s', async () => {
    const { relay } = await start({ limits: { challengesPerAddress: 2 }, trustedHops: 1 });
    const ask = async (from: string, { url } = relay) => {
      const headers = { 'x-forwarded-for': from };
      const body = JSON.stringify({ deviceId: 'urn:srcos:device:a' });
      return (await fetch(`${url}/v1/challenge`, { method: 'POST', headers, body })).status;
    };
    expect([await ask('198.51.100.1'), await ask('198.51.100.1'), await ask('198.51.100.1')]).toEqual([200, 200, 429]);
    expect(await ask('198.51.100.2')).toBe(200);
    // What the client itself wrote before the proxy's word changes nothing.
    expect(await ask('203.0.113.9, 198.51.100.1')).toBe(429);
    const { relay: plain } = await start({ limits: { challengesPerAddress: 3 } });
    const statuses = [];
    for (let n = 1; n <= 4; n += 1) statuses.push(await ask(`198.51.100.${n}`, plain));
    // The first was the device's own, when it opened its session.
    expect(statuses).toEqual([200, 200, 429, 429]);
  });
});
