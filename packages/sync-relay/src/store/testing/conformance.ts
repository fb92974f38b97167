import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryKinds, type EntryKind } from '../../protocol/kinds.js';
import { hashOf } from '../../protocol/statements.js';
import { subtreesOf } from '../../tree/coordinates.js';
import type { RelayStore } from '../store.js';
import { createStoreModel, plain, type AskedStore, type Drawn, type StoreModel } from './store-model.js';

/** A store to try, empty, through one handle or, where several relays share it, through several. */
export interface StoreUnderTest {
  readonly stores: readonly [RelayStore, ...RelayStore[]];
  /** Closes all and opens them anew, where anything outlives that. */
  readonly reopen?: () => Promise<StoreUnderTest>;
  /** Closes all and removes what they kept. */
  readonly end: () => Promise<void>;
}

const scopeIds = ['urn:srcos:workspace:garden', 'urn:srcos:profile:ünï'] as const;
const openers = ['aa', 'bb'] as const;
const devices = ['urn:srcos:device:ada', 'urn:srcos:device:bob'] as const;
const collections = ['shell.profiles', 'memory.notes'] as const;

type Step =
  | { readonly do: 'open'; readonly scopeId: string; readonly opener: string; readonly genesis: string }
  | {
      readonly do: 'append';
      readonly scopeId: string;
      readonly off: number;
      readonly drawn: readonly Omit<Drawn, 'bytes'>[];
      readonly length: number;
    }
  | {
      readonly do: 'read';
      readonly scopeId: string;
      readonly after: number;
      readonly limit: number;
      readonly bytes: number;
    }
  | { readonly do: 'find'; readonly scopeId: string; readonly at: number; readonly kind: EntryKind }
  | { readonly do: 'snapshot'; readonly scopeId: string; readonly upTo: number; readonly length: number }
  | { readonly do: 'prune'; readonly scopeId: string; readonly upTo: number }
  | { readonly do: 'reopen' };

const scopeId = fc.constantFrom(...scopeIds);
const few = fc.nat(9);
const kind = fc.constantFrom(...(Object.keys(entryKinds) as EntryKind[]));
const drawn = fc.record({
  kind,
  deviceId: fc.constantFrom(...devices),
  collection: fc.constantFrom('', ...collections),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('open'),
      scopeId,
      opener: fc.constantFrom(...openers),
      genesis: fc.constantFrom('g', 'h'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('append'),
      scopeId,
      off: fc.constantFrom(0, 0, 0, 1, -1),
      drawn: fc.array(drawn, { minLength: 1, maxLength: 5 }),
      length: fc.nat(300),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read'),
      scopeId,
      after: few,
      limit: fc.integer({ min: 1, max: 9 }),
      bytes: fc.nat(900),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('find'), scopeId, at: few, kind }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('snapshot'), scopeId, upTo: few, length: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('prune'), scopeId, upTo: few }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen') }) },
);

const controlOf = async (store: AskedStore, name: string, after = 0): Promise<readonly Uint8Array[]> => {
  const records: Uint8Array[] = [];
  for await (const record of store.control(name, after)) records.push(record);
  return records;
};

/** Asks a store all that a model can answer. */
const answers = async (store: AskedStore, model: StoreModel) => ({
  totals: await store.totals(),
  opened: await Promise.all(openers.map(store.openedBy)),
  scopes: await Promise.all(
    [...model.scopes.keys()].map(async (name) => {
      const facts = await store.scope(name);
      return {
        facts,
        entries: await store.read(name, { after: 0, limit: 10_000, bytes: 1e9 }),
        control: await controlOf(store, name),
        edge: await store.nodes(name, subtreesOf({ start: 0, size: facts?.size ?? 0 })),
        snapshot: await store.snapshot(name),
        devices: await Promise.all(devices.map((device) => store.deviceBytes(name, device))),
        collections: await Promise.all(collections.map((collection) => store.collectionBytes(name, collection))),
      };
    }),
  ),
});

/** Does a step on a store and on the model, and compares what both answer. */
const take = async (store: RelayStore, model: StoreModel, given: Step, unique: number): Promise<void> => {
  if (given.do === 'reopen') return;
  const { scopeId: name } = given;
  if (given.do === 'open') {
    const { opener, genesis } = given;
    const facts = { scopeId: name, opener, genesis };
    expect(await store.open(facts)).toBe(model.open(facts));
    return;
  }
  const scope = model.scopes.get(name);
  if (scope === undefined) {
    expect(await store.scope(name)).toBeUndefined();
    return;
  }
  if (given.do === 'append') {
    const { entries, nodes, edge } = model.grown(
      scope,
      // Bytes are sent once a scope: the log has each entry once.
      given.drawn.map((one, index) => ({
        ...one,
        bytes: Buffer.from(`${unique} ${index} ${'x'.repeat(given.length)}`),
      })),
    );
    const outcome = await store.append(name, { after: scope.edge.size + given.off, entries, nodes });
    expect(outcome).toBe(given.off === 0 ? 'appended' : 'conflict');
    if (outcome === 'conflict') return;
    scope.entries.push(...entries.map((entry) => ({ ...entry, bytes: entry.bytes && Uint8Array.from(entry.bytes) })));
    scope.edge = edge;
    // What a caller does with its buffers afterwards is its own business.
    for (const { bytes } of entries) bytes?.fill(0);
  } else if (given.do === 'read') {
    expect(plain(await store.read(name, given))).toEqual(plain(model.page(scope, given)));
    expect(plain(await controlOf(store, name, given.after))).toEqual(
      plain(
        scope.entries
          .filter((entry) => entry.kind === 'control' && entry.sequence > given.after)
          .map(({ bytes }) => bytes),
      ),
    );
  } else if (given.do === 'find') {
    const there = scope.entries[given.at];
    const hash = there?.hash ?? hashOf(Buffer.from('nothing'));
    const found = there?.kind === given.kind ? { ...there, bytes: undefined } : undefined;
    expect(plain(await store.find(name, given.kind, hash))).toEqual(plain(found));
  } else if (given.do === 'snapshot') {
    const { upTo, length } = given;
    const snapshot = {
      upTo,
      statement: Buffer.from(`s${upTo}`),
      signature: Buffer.alloc(64, upTo),
      sealed: Buffer.alloc(length, 'z'),
    };
    expect(await store.putSnapshot(name, snapshot)).toBe(model.putSnapshot(scope, snapshot));
  } else {
    expect(await store.prune(name, given.upTo)).toBe(model.prune(scope, given.upTo));
  }
};

const one = (sequence: number) => ({
  sequence,
  kind: 'gossip' as const,
  deviceId: devices[0],
  hash: hashOf(Buffer.from(`${sequence}`)),
  time: sequence,
  collection: '',
  bytes: Buffer.from(`${sequence}`),
});

/** The suite that every store passes: it answers as the plainest model does, and no read is older than a write that ended. */
export const describeStore = (open: () => Promise<StoreUnderTest>, runs: number): void => {
  it('answers as a plain model does, through every handle and after being opened again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(99)), { minLength: 1, maxLength: 25 }), async (steps) => {
        let tried = await open();
        try {
          const model = createStoreModel();
          for (const [index, [given, handle]] of steps.entries()) {
            if (given.do === 'reopen' && tried.reopen !== undefined) tried = await tried.reopen();
            const store = tried.stores[handle % tried.stores.length] ?? tried.stores[0];
            await take(store, model, given, index);
            const expected = plain(model.expected(openers, devices, collections));
            for (const each of tried.stores) expect(plain(await answers(each, model))).toEqual(expected);
          }
        } finally {
          await tried.end();
        }
      }),
      { numRuns: runs },
    );
  });

  it('takes one of the appends that are made at one size, and reads never see less than what was answered', async () => {
    const tried = await open();
    try {
      const name = scopeIds[0];
      await tried.stores[0].open({ scopeId: name, genesis: 'g', opener: 'aa' });
      let acknowledged = 0;
      let writing = true;
      const read = async (store: RelayStore) => {
        let reads = 0;
        while (writing) {
          const before = acknowledged;
          const facts = await store.scope(name);
          const page = await store.read(name, { after: 0, limit: 10_000, bytes: 1e9 });
          expect(facts?.size).toBeGreaterThanOrEqual(before);
          expect(page.length).toBeGreaterThanOrEqual(facts?.size ?? 0);
          expect(page.map(({ sequence }) => sequence)).toEqual(page.map((_, index) => index + 1));
          reads += 1;
          await new Promise((resolve) => setImmediate(resolve));
        }
        return reads;
      };
      const readers = tried.stores.flatMap((store) => [read(store), read(store)]);
      for (let size = 0; size < 40; size += 1) {
        const outcomes = await Promise.all(
          [...tried.stores, ...tried.stores].map((store) =>
            store.append(name, { after: size, entries: [one(size + 1)], nodes: [] }),
          ),
        );
        expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
        acknowledged = size + 1;
      }
      writing = false;
      for (const reads of await Promise.all(readers)) expect(reads).toBeGreaterThan(0);
    } finally {
      await tried.end();
    }
  });

  it('tells of an append once it can be read, and tells no more who stopped watching', async () => {
    const tried = await open();
    try {
      const name = scopeIds[0];
      const [store] = tried.stores;
      await store.open({ scopeId: name, genesis: 'g', opener: 'aa' });
      const told: (readonly [string, number])[] = [];
      const unwatched: number[] = [];
      const stops = tried.stores.map((each) => each.watch((scope, size) => told.push([scope, size])));
      store.watch((_, size) => unwatched.push(size))();
      await store.append(name, { after: 0, entries: [one(1), one(2)], nodes: [] });
      await expect.poll(() => told, { timeout: 10_000 }).toEqual(tried.stores.map(() => [name, 2]));
      for (const stop of stops) stop();
      await store.append(name, { after: 2, entries: [one(3)], nodes: [] });
      expect(told).toHaveLength(tried.stores.length);
      expect(unwatched).toEqual([]);
    } finally {
      await tried.end();
    }
  });

  it('fails, and does not answer, where a scope was not opened or a node is not there', async () => {
    const tried = await open();
    try {
      const [store] = tried.stores;
      const name = scopeIds[0];
      await expect(store.read(name, { after: 0, limit: 1, bytes: 1 })).rejects.toThrow(TypeError);
      await expect(store.append(name, { after: 0, entries: [one(1)], nodes: [] })).rejects.toThrow(TypeError);
      await store.open({ scopeId: name, genesis: 'g', opener: 'aa' });
      await expect(store.nodes(name, [{ level: 0, index: 0 }])).rejects.toThrow(TypeError);
      expect(await store.ready()).toBe(true);
    } finally {
      await tried.end();
    }
  });
};
