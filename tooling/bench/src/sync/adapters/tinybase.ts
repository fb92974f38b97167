import { join } from 'node:path';
import type { Adapter } from '../adapter.js';
import { loadModule } from '../load-module.js';
import { burstsOf, editedTitle, recordOf, type TaskFields } from '../records.js';
import { createWaiters } from '../until.js';

interface MergeableStore {
  transaction(actions: () => void): void;
  setRow(table: string, row: string, cells: TaskFields): void;
  setCell(table: string, row: string, cell: string, value: string): void;
  getCell(table: string, row: string, cell: string): unknown;
  getRowCount(table: string): number;
  addDidFinishTransactionListener(listener: () => void): string;
}
interface Persister {
  load(): Promise<unknown>;
  save(): Promise<unknown>;
  startAutoSave(): Promise<unknown>;
}
interface Synchronizer {
  startSync(): Promise<unknown>;
  destroy(): Promise<unknown>;
}
/** What is used of the peer's modules; they are installed when the benchmark runs. */
interface TinyBase {
  readonly createMergeableStore: () => MergeableStore;
}
interface SqlitePersister {
  readonly createSqliteNodePersister: (store: MergeableStore, database: object) => Persister;
}
interface Client {
  readonly createWsSynchronizer: (
    store: MergeableStore,
    socket: object,
    timeout: number,
    onSend: undefined,
    onReceive: undefined,
    onError: undefined,
    fragmentSize: number,
  ) => Promise<Synchronizer>;
}
interface Server {
  readonly createWsServer: (
    sockets: object,
    persisterFor: (path: string) => Promise<Persister>,
    onError: undefined,
    timeout: number,
    fragmentSize: number,
  ) => object;
}
interface Ws {
  readonly WebSocket: new (url: string, options: object) => object;
  readonly WebSocketServer: new (options: object) => {
    address(): { port: number };
    on(event: 'listening', listener: () => void): void;
  };
}

const table = 'tasks';
/** Seconds that a request may take. The default, one, is too short for a whole store; a server waits as long for its first client. */
const requestTimeout = 10;
/** Bytes of a message: larger ones are cut. */
const fragmentSize = 262_144;

/** The persister of its docs for `node:sqlite`, over the package that is the same module for Node 20. */
const openDatabase = async (file: string): Promise<object> => {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return new DatabaseSync(file);
};

/** A mergeable store with a row for each record, over its WebSocket synchronizer and SQLite persister. */
export const adapter: Adapter = {
  serve: async ({ folder, modules }) => {
    const { createMergeableStore } = await loadModule<TinyBase>(modules, 'tinybase');
    const { createSqliteNodePersister } = await loadModule<SqlitePersister>(modules, 'tinybase/persister-sqlite-node');
    const { createWsServer } = await loadModule<Server>(modules, 'tinybase/synchronizer-ws-server');
    const { WebSocketServer } = await loadModule<Ws>(modules, 'ws');
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 2 ** 30 });
    await new Promise<void>((resolve) => sockets.on('listening', resolve));
    const persisterFor = async (path: string): Promise<Persister> =>
      createSqliteNodePersister(createMergeableStore(), await openDatabase(join(folder, `${path}.db`)));
    createWsServer(sockets, persisterFor, undefined, requestTimeout, fragmentSize);
    return { port: sockets.address().port };
  },
  open: async ({ folder, modules }) => {
    const { createMergeableStore } = await loadModule<TinyBase>(modules, 'tinybase');
    const { createSqliteNodePersister } = await loadModule<SqlitePersister>(modules, 'tinybase/persister-sqlite-node');
    const { createWsSynchronizer } = await loadModule<Client>(modules, 'tinybase/synchronizer-ws-client');
    const { WebSocket } = await loadModule<Ws>(modules, 'ws');
    const store = createMergeableStore();
    const persister = createSqliteNodePersister(store, await openDatabase(join(folder, 'device.db')));
    await persister.load();
    const waiters = createWaiters();
    store.addDidFinishTransactionListener(waiters.check);
    let synchronizer: Synchronizer | undefined;
    return {
      invitation: () => 'room',
      write: async (count) => {
        for (const burst of burstsOf(count)) {
          store.transaction(() => {
            for (const index of burst) store.setRow(table, String(index), recordOf(index));
          });
        }
        await persister.save();
      },
      edit: async (indices, mark) => {
        store.transaction(() => {
          for (const index of indices) store.setCell(table, String(index), 'title', editedTitle(mark, index));
        });
        await persister.save();
      },
      connect: async (port) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/room`, { maxPayload: 2 ** 30 });
        synchronizer = await createWsSynchronizer(
          store,
          socket,
          requestTimeout,
          undefined,
          undefined,
          undefined,
          fragmentSize,
        );
        await synchronizer.startSync();
      },
      disconnect: async () => {
        await synchronizer?.destroy();
        synchronizer = undefined;
      },
      holds: async (count) => {
        await waiters.until(() => store.getRowCount(table) >= count);
        await persister.save();
      },
      sees: async (indices, mark) => {
        await waiters.until(() =>
          indices.every((index) => store.getCell(table, String(index), 'title') === editedTitle(mark, index)),
        );
        await persister.save();
      },
    };
  },
};
