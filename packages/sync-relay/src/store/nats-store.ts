import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type ConnectionOptions } from '@nats-io/transport-node';
import { sumOfBytes, totalBytes } from './byte-counts.js';
import { createBodies } from './nats/bodies.js';
import { createFollower } from './nats/follower.js';
import type { LoggedEntry } from './nats/operation.js';
import { createOperationLog } from './nats/operation-log.js';
import { prunable, type ScopeState } from './nats/scope-state.js';
import type { RelayStore, StoredEntry } from './store.js';
import { createWatchers } from './watchers.js';

export interface NatsStoreOptions {
  /** Addresses of the servers, `host:port`; more than one, so that one may fail. */
  readonly servers: readonly string[];
  /** Names the two streams: `<name>-operations` and `<name>-bodies`. `sync-relay` by default. */
  readonly name?: string;
  /** How many servers keep each message; 3 by default. */
  readonly replicas?: number;
  /** Milliseconds that an answer of the servers may take; 2,000 by default. */
  readonly patience?: number;
  /** How to authenticate, TLS, and whatever else the connection needs. */
  readonly connection?: Omit<ConnectionOptions, 'servers'>;
}

const ensureStream = async (jsm: JetStreamManager, name: string, subject: string, replicas: number): Promise<void> => {
  const exists = await jsm.streams.info(name).then(
    () => true,
    () => false,
  );
  // Adding what is there with the same settings does nothing; several relays may start at one time.
  if (!exists) await jsm.streams.add({ name, subjects: [subject], num_replicas: replicas, storage: 'file' });
};

/**
 * A store that any number of relays share, over NATS JetStream: what it answers to a write is on most of the replicas.
 * Each relay keeps all that is not bytes in memory.
 *
 * @throws Error where no server answers, or the streams cannot be made
 */
export const openNatsStore = async (options: NatsStoreOptions): Promise<RelayStore> => {
  const { servers, name = 'sync-relay', replicas = 3, patience = 2_000, connection: more } = options;
  const connection = await connect({
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    ...more,
    servers: [...servers],
  });
  const { watch, tell } = createWatchers();
  const [operations, bodiesStream] = [`${name}-operations`, `${name}-bodies`];
  const begin = async () => {
    const jsm = await jetstreamManager(connection, { timeout: patience });
    const js = jetstream(connection, { timeout: patience });
    await ensureStream(jsm, operations, `${name}.operations.>`, replicas);
    await ensureStream(jsm, bodiesStream, `${name}.bodies`, replicas);
    const follower = createFollower({ connection, js, jsm, stream: operations, patience, tell });
    await follower.sync().catch((error: unknown) => {
      follower.close();
      throw error;
    });
    return { js, jsm, follower, bodies: createBodies(js, jsm, bodiesStream, `${name}.bodies`) };
  };
  const { js, jsm, follower, bodies } = await begin().catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const { states } = follower;

  const stateOf = (scopeId: string): ScopeState => {
    const state = states.get(scopeId);
    if (state === undefined) throw new TypeError(`The scope ${scopeId} was not opened.`);
    return state;
  };
  const fresh = async (scopeId: string): Promise<ScopeState> => {
    await follower.sync();
    return stateOf(scopeId);
  };

  const { put, putUntilDone } = createOperationLog({ js, follower, subject: `${name}.operations` });
  const entryOf = async ({ length: _, body, ...entry }: LoggedEntry): Promise<StoredEntry> => ({
    ...entry,
    bytes: body.length === 0 ? undefined : await bodies.get(body),
  });

  return {
    open: ({ scopeId, genesis, opener }) =>
      putUntilDone(() => (states.has(scopeId) ? undefined : { do: 'open', scopeId, genesis, opener })),
    scope: async (scopeId) => {
      await follower.sync();
      const state = states.get(scopeId);
      return state && { ...state.facts, size: state.entries.length, bytes: state.bytes };
    },
    openedBy: async (opener) => {
      await follower.sync();
      return sumOfBytes([...states.values()].filter(({ facts }) => facts.opener === opener));
    },
    totals: async () => {
      await follower.sync();
      return totalBytes([...states.values()]);
    },
    append: async (scopeId, { after, entries, nodes }) => {
      if ((await fresh(scopeId)).entries.length !== after) return 'conflict';
      const logged = await Promise.all(
        entries.map(async ({ bytes = new Uint8Array(), ...entry }): Promise<LoggedEntry> => {
          const { length } = bytes;
          return { ...entry, length, body: await bodies.put(bytes) };
        }),
      );
      const hashes = nodes.map(
        ({ level, index, hash }) => [level, index, Buffer.from(hash).toString('base64')] as const,
      );
      const isDone = await put({ do: 'append', scopeId, after, entries: logged, nodes: hashes });
      if (!isDone) await bodies.drop(logged.flatMap(({ body }) => body));
      return isDone ? 'appended' : 'conflict';
    },
    read: async (scopeId, { after, limit, bytes }) => {
      const page: LoggedEntry[] = [];
      let total = 0;
      for (const entry of (await fresh(scopeId)).entries.slice(after, after + limit)) {
        total += entry.length;
        if (page.length > 0 && total > bytes) break;
        page.push(entry);
      }
      return Promise.all(page.map(entryOf));
    },
    control: async function* (scopeId, after) {
      const { entries } = await fresh(scopeId);
      const control = entries.slice(after).filter(({ kind }) => kind === 'control');
      for (let at = 0; at < control.length; at += 64) {
        for (const { bytes } of await Promise.all(control.slice(at, at + 64).map(entryOf))) {
          if (bytes !== undefined) yield bytes;
        }
      }
    },
    find: async (scopeId, kind, hash) => {
      const state = await Promise.resolve(scopeId).then(stateOf);
      const entry = state.entries[(state.byHash.get(`${kind} ${hash}`) ?? 0) - 1];
      return entry && { ...(await entryOf({ ...entry, body: [] })) };
    },
    nodes: (scopeId, nodes) =>
      Promise.resolve(scopeId)
        .then(stateOf)
        .then((state) =>
          nodes.map(({ level, index }) => {
            const hash = state.nodes.get(`${level}/${index}`);
            if (hash === undefined) throw new TypeError(`The tree of ${scopeId} has no node ${level}/${index}.`);
            return hash;
          }),
        ),
    collectionBytes: async (scopeId, collection) => (await fresh(scopeId)).collections.get(collection) ?? 0,
    deviceBytes: async (scopeId, deviceId) => (await fresh(scopeId)).devices.get(deviceId) ?? 0,
    putSnapshot: async (scopeId, { upTo, statement, signature, sealed }) => {
      const { snapshot: before } = await fresh(scopeId);
      const body = await bodies.put(sealed);
      const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
      const bytes = { statement: text(statement), signature: text(signature), length: sealed.length, body };
      const isNewer = await putUntilDone(() =>
        (stateOf(scopeId).snapshot?.upTo ?? 0) >= upTo ? undefined : { do: 'snapshot', scopeId, upTo, ...bytes },
      );
      await bodies.drop(isNewer ? (before?.body ?? []) : body);
      return isNewer;
    },
    snapshot: async (scopeId) => {
      const { snapshot } = await fresh(scopeId);
      const sealed = snapshot && (await bodies.get(snapshot.body));
      if (snapshot === undefined || sealed === undefined) return undefined;
      const [statement, signature] = [
        Buffer.from(snapshot.statement, 'base64'),
        Buffer.from(snapshot.signature, 'base64'),
      ];
      return { upTo: snapshot.upTo, statement, signature, sealed };
    },
    prune: async (scopeId, upTo) => {
      let going: readonly LoggedEntry[] = [];
      const isDone = await putUntilDone(() => {
        going = prunable(stateOf(scopeId), upTo);
        return going.length === 0 ? undefined : { do: 'prune', scopeId, upTo };
      });
      if (!isDone) return 0;
      await bodies.drop(going.flatMap(({ body }) => body));
      return going.reduce((total, { length }) => total + length, 0);
    },
    watch,
    ready: () =>
      jsm.streams.info(operations).then(
        ({ cluster }) => {
          const current = (cluster?.replicas ?? []).filter((replica) => replica.current).length;
          return cluster?.leader !== undefined && (current + 1) * 2 > replicas;
        },
        () => false,
      ),
    disk: () => Promise.resolve(undefined),
    close: async () => {
      follower.close();
      await connection.close();
    },
  };
};
