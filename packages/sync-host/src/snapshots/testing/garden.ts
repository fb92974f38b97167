import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Store } from '../../store/store.js';
import { createCheating } from '../../testing/cheating.js';
import { createHostWorld, start, valueOf, type Host } from '../../testing/host-world.js';
import { createMemoryRelay } from '../../testing/memory-relay.js';
import { note } from '../../testing/notes-engine.js';

/** How many entries make a snapshot due in tests. */
export const every = 8;

/**
 * Ada and Bob in one scope; Ada wrote notes and edited some, Bob reads all of it from the log. Cleo is admitted, and did
 * not sync yet: what her relay answers may be changed.
 */
export const createGarden = async (stores: { readonly cleo?: Store; readonly bob?: Store } = {}) => {
  const world = createHostWorld();
  let time = start;
  const now = () => (time += 1_000);
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
  const cleos = createCheating(relay);
  const { bob: bobStore = createMemoryStore(), cleo: cleoStore = createMemoryStore() } = stores;
  const others = [await world.keyring('bob', bobStore), await world.keyring('cleo', cleoStore)];
  const more = { snapshotEvery: every, acknowledgeEvery: 1 };
  const ada = await world.first('ada', { transport: relay.transport, now, more }, others);
  const bob = await world.join('bob', {
    transport: relay.transport,
    now,
    store: bobStore,
    more: { snapshotEvery: 1_000_000 },
  });
  const write = (host: Host, count: number, words = 'of'): void => {
    for (let each = 0; each < count; each += 1) {
      valueOf(host.scope.write([note(`${each}`, `${words} ${each}`), note('shared', `${words} ${each}`)]));
    }
  };
  const { scopeId } = world;
  const entries = () => relay.log(scopeId)?.entries ?? [];
  const cleosOptions = { transport: cleos.transport, now, store: cleoStore, more };
  const join = () => world.join('cleo', cleosOptions);
  const open = () => world.open('cleo', cleosOptions);
  return { world, relay, cleos, ada, bob, scopeId, entries, write, join, open, now };
};
export type Garden = Awaited<ReturnType<typeof createGarden>>;
