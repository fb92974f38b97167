import { nativeCrypto as crypto } from '@sourceos/sync-kernel/native';
import { hashName } from '@sourceos/sync-kernel/wire';
import type { RelayEntry } from '../../relay-client/protocol.js';
import { encodeSnapshot, snapshotStatementBytes, type SnapshotStatement } from '../../relay-client/snapshot-frame.js';
import { entryLeaf } from '../../relay-client/take-entries.js';
import { emptyFold, foldLeaf, foldRoot } from '../../relay-client/tree-fold.js';
import { hashOf } from '../../store/hash.js';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Store } from '../../store/store.js';
import { createCheating } from '../../testing/cheating.js';
import { createHostWorld, seeded, start, valueOf, type Host } from '../../testing/host-world.js';
import { createMemoryRelay } from '../../testing/memory-relay.js';
import { note } from '../../testing/notes-engine.js';
import { sealEntries } from '../sealed-snapshot.js';

/** How many entries make a snapshot due in tests. */
export const every = 8;

/**
 * Ada and Bob in one scope; Ada wrote notes and edited some, Bob reads all of it from the log. Cleo is admitted, and did
 * not sync yet: what the relay answers to her and to Bob may be changed.
 */
export const createGarden = async (stores: { readonly cleo?: Store; readonly bob?: Store } = {}) => {
  const world = createHostWorld();
  let time = start;
  const now = () => (time += 1_000);
  const relay = createMemoryRelay({ secretKey: new Uint8Array(32).fill(7), now });
  const cleos = createCheating(relay);
  const bobs = createCheating(relay);
  const { bob: bobStore = createMemoryStore(), cleo: cleoStore = createMemoryStore() } = stores;
  const others = [await world.keyring('bob', bobStore), await world.keyring('cleo', cleoStore)];
  const more = { snapshotEvery: every, acknowledgeEvery: 1 };
  const ada = await world.first('ada', { transport: relay.transport, now, more }, others);
  const bob = await world.join('bob', {
    transport: bobs.transport,
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
  return { world, relay, bobs, cleos, ada, bob, scopeId, entries, write, join, open, now };
};

/** What a forged snapshot is made of; what is not named is as Ada makes it of these entries. */
export interface Forgery {
  readonly entries: readonly RelayEntry[];
  readonly statement?: Partial<SnapshotStatement>;
  /** Seals. */
  readonly key?: Uint8Array;
  readonly epoch?: number;
  /** Signs; Ada's by default. */
  readonly signer?: Uint8Array;
  /** Changes what was sealed before it is signed. */
  readonly content?: (content: Uint8Array) => Uint8Array;
}

const asItIs = (content: Uint8Array): Uint8Array => content;

/** A snapshot as somebody makes it who holds the scope's key, whatever is in it. */
export const forge = async (
  { ada, scopeId }: Pick<Garden, 'ada' | 'scopeId'>,
  forgery: Forgery,
): Promise<Uint8Array> => {
  const { entries, epoch = 1, signer = ada.keyring.signingSecret, content: change = asItIs } = forgery;
  const key = forgery.key ?? ada.keyring.scopeKeys(scopeId, 1)[0] ?? new Uint8Array(32);
  const made = await sealEntries({ crypto, scopeId, epoch, key, random: seeded('forged'), entries });
  if (made === undefined) throw new Error('There is nothing to forge with.');
  const content = change(made);
  const folded = entries.reduce((tree, entry) => foldLeaf(crypto.sha256, tree, entryLeaf(entry)), emptyFold);
  const statementBytes = snapshotStatementBytes({
    context: 'sourceos.relay-snapshot.v1',
    scopeId,
    deviceId: ada.keyring.deviceId,
    upTo: entries.length,
    root: hashName(foldRoot(crypto.sha256, folded)),
    hash: hashOf(content),
    ...forgery.statement,
  });
  return encodeSnapshot({ statementBytes, signature: crypto.sign(signer, statementBytes), content });
};
export type Garden = Awaited<ReturnType<typeof createGarden>>;
