import { afterEach, describe, expect, it } from 'vitest';
import type { Submitted } from '../protocol/submission.js';
import type { Relay } from '../relay.js';
import type { Session } from '../session/sessions.js';
import { createMemoryStore } from '../store/memory-store.js';
import type { RelayStore } from '../store/store.js';
import { populated } from '../testing/populated.js';
import { nextGroup, type Submission } from './waiting-appends.js';

const mebibyte = 1_048_576;
const gossip = (text: string, length = 40): Submitted => ({ kind: 'gossip', bytes: Buffer.alloc(length, `${text} `) });
const of = (key: string, length = 40): Submission => {
  const session: Session = { deviceId: `urn:srcos:device:${key}`, key, publicKey: new Uint8Array(32), expires: 0 };
  return { session, entries: [gossip(key, length)] };
};
const keysOf = (group: readonly Submission[]): string => group.map(({ session }) => session.key).join('');

describe('the requests that are stored together', () => {
  it('are of each key in turn, and four of one at most', () => {
    expect(keysOf(nextGroup(Array.from('aaaaaaaabac', (key) => of(key))))).toBe('abcaaa');
  });

  it('are thirty-two at most', () => {
    const many = Array.from({ length: 100 }, (_, index) => of(String.fromCodePoint(0x4e00 + index)));
    expect(nextGroup(many)).toEqual(many.slice(0, 32));
  });

  it('have 8 MiB at most, but for one that has more alone', () => {
    expect(keysOf(nextGroup([of('a', 5 * mebibyte), of('b', 2 * mebibyte), of('c', 2 * mebibyte)]))).toBe('ab');
    expect(keysOf(nextGroup([of('a', 20 * mebibyte), of('b')]))).toBe('a');
    expect(nextGroup([])).toEqual([]);
  });
});

describe('appends that come at the same time', { timeout: 60_000 }, () => {
  const relays: Relay[] = [];
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.close();
  });

  /** A relay over a store that takes its time, and that fails where something comes that it cannot bear. */
  const start = async (unbearable = '') => {
    const inner = createMemoryStore();
    const sizes: number[] = [];
    const store: RelayStore = {
      ...inner,
      append: async (scopeId, appending) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const isBad = ({ bytes }: { readonly bytes: Uint8Array | undefined }) =>
          unbearable !== '' && Buffer.from(bytes ?? []).includes(unbearable);
        if (appending.entries.some(isBad)) throw new Error('It cannot be stored.');
        sizes.push(appending.entries.length);
        return inner.append(scopeId, appending);
      },
    };
    const world = await populated({ store });
    relays.push(world.relay);
    const others = [world, await world.join('bob'), await world.join('cleo'), await world.join('dan')];
    sizes.length = 0;
    return { ...world, sizes, clients: others.map(({ client }) => client) };
  };

  it('share writes to the store, and each has a receipt for its own', async () => {
    const { scopeId, clients, sizes, store } = await start();
    const asked = [0, 1, 2, 3, 4, 5].flatMap((round) =>
      clients.map((client, index) => {
        const n = round * clients.length + index;
        return client.append(scopeId, [gossip(`n${n}`), gossip(`m${n}`)]);
      }),
    );
    const answers = await Promise.all(asked);
    const entries = await store.read(scopeId, { after: 0, limit: 100, bytes: mebibyte });
    for (const [n, answer] of answers.entries()) {
      const stored = answer.receipts.map(({ sequence }) => Buffer.from(entries[sequence - 1]?.bytes ?? []).toString());
      expect(stored).toEqual([gossip(`n${n}`), gossip(`m${n}`)].map(({ bytes }) => Buffer.from(bytes).toString()));
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(48);
    expect(sizes.length).toBeLessThan(16);
  });

  it('and are the same are stored once', async () => {
    const { scopeId, clients } = await start();
    const answers = await Promise.all(clients.map((client) => client.append(scopeId, [gossip('the same')])));
    expect(new Set(answers.map(({ receipts }) => receipts[0]?.sequence)).size).toBe(1);
  });

  it('do not fail over what one of them brings', async () => {
    const { scopeId, clients } = await start('unbearable');
    const texts = ['a', 'b', 'unbearable', 'c'];
    const answers = await Promise.all(
      clients.map((client, n) => client.append(scopeId, [gossip(texts[n] ?? expect.fail())])),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 500, 200]);
  });
});
