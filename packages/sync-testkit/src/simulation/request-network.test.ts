import { utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { createPick } from './pick.js';
import { createRequestNetwork, type RequestNetworkOptions } from './request-network.js';

const only = { deliver: 0, duplicate: 0, drop: 0, tamper: 0, replay: 0, partition: 0, heal: 0, pass: 0 };
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Two devices and a server that answers with what it was asked. */
const setUp = (seed: number, more: Partial<RequestNetworkOptions> = {}) => {
  const clock = { now: 0 };
  const heard: string[] = [];
  const network = createRequestNetwork({
    devices: 2,
    pick: createPick(seed),
    now: () => clock.now,
    pass: (milliseconds) => (clock.now += milliseconds),
    serve: (request) => {
      heard.push(text(request));
      return Promise.resolve(request);
    },
    ...more,
  });
  return { clock, heard, network };
};

describe('a network of requests', () => {
  it('brings an answer to who asked for it, whole, where nothing fails', async () => {
    const { heard, network } = setUp(1);
    const answers = [network.request(0, utf8ToBytes('one')), network.request(1, utf8ToBytes('two'))];
    while (network.waits(0) || network.waits(1)) await network.deliverNext();
    expect((await Promise.all(answers)).map(text)).toEqual(['one', 'two']);
    expect(heard).toEqual(['one', 'two']);
  });

  it('fails a request, by the virtual clock, whose answer is not there in time', async () => {
    const { clock, network } = setUp(1, { weights: { ...only, drop: 1 }, timeout: 500 });
    const answer = network.request(0, utf8ToBytes('one'));
    await network.step();
    await network.deliverNext();
    expect(await answer).toBeUndefined();
    expect(clock.now).toBe(500);
  });

  it('lets nothing through a partition until it heals', async () => {
    const { heard, network } = setUp(1, { weights: { ...only, partition: 1 }, devices: 1, timeout: 10 });
    const [first, second] = [network.request(0, utf8ToBytes('one')), network.request(0, utf8ToBytes('two'))];
    await network.step();
    await network.deliverNext();
    expect([await first, await second, heard]).toEqual([undefined, undefined, []]);
    network.heal();
    await network.deliverNext();
    expect(heard).toEqual(['one']);
  });

  it('ends the requests of a device that crashed, and of no other', async () => {
    const { network } = setUp(1);
    const gone = network.request(0, utf8ToBytes('one'));
    void network.request(1, utf8ToBytes('two'));
    network.hangUp(0);
    expect(await gone).toBeUndefined();
    expect([network.waits(0), network.waits(1)]).toEqual([false, true]);
  });

  it('has the server hear again what was duplicated or sent anew', async () => {
    for (const fault of ['duplicate', 'replay'] as const) {
      const { heard, network } = setUp(1, { weights: { ...only, [fault]: 1 } });
      void network.request(0, utf8ToBytes('one'));
      await network.step();
      for (let each = 0; each < 2; each += 1) await network.deliverNext();
      expect(heard).toEqual(['one', 'one']);
    }
  });

  /** Forty requests, each with a few steps; what came of them, and what happened. */
  const play = async (seed: number) => {
    const { heard, network } = setUp(seed);
    const trace: string[] = [];
    const came: (string | undefined)[] = [];
    for (let each = 0; each < 40; each += 1) {
      void network.request(each % 2, utf8ToBytes(`${each}`)).then((bytes) => came.push(bytes && text(bytes)));
      for (let step = 0; step < 5; step += 1) trace.push(await network.step());
    }
    return { heard, trace, came, tampered: network.tampered() };
  };

  it('does the same for a seed, and all that a network can for some', async () => {
    const runs = await Promise.all([1, 2, 3, 4, 5].map(play));
    expect(runs[0]).toEqual(await play(1));
    expect(runs[0]?.trace).not.toEqual(runs[1]?.trace);
    const kinds = new Set(runs.flatMap(({ trace }) => trace.map((line) => line.split(' ')[0])));
    expect([...kinds].sort()).toEqual(Object.keys(only).sort());
    expect(runs.some(({ tampered }) => tampered > 0)).toBe(true);
    expect(runs.some(({ came }) => came.includes(undefined))).toBe(true);
    const orders = runs.map(({ heard }) => heard.map(Number).filter((number) => Number.isInteger(number)));
    expect(orders.some((order) => order.some((number, at) => number < (order[at - 1] ?? 0)))).toBe(true);
  });
});
