import { join } from 'node:path';
import type { Adapter } from '../adapter.js';
import { loadModule } from '../load-module.js';
import { burstsOf, editedTitle, recordOf, type TaskFields } from '../records.js';

interface Run {
  readonly orThrow: <Value>(task: unknown) => Promise<Value>;
  (task: unknown): unknown;
}
type CreateDriver = (name: string, options?: object) => unknown;
type CreateRun = (deps?: object) => Run;
interface Rows {
  readonly length: number;
  readonly [index: number]: { readonly total: number };
}
interface Evolu {
  insert(table: 'task', row: TaskFields, options: { onComplete: () => void }): { readonly id: string };
  update(table: 'task', row: { id: string; title: string }, options: { onComplete: () => void }): unknown;
  loadQuery(query: unknown): Promise<Rows>;
  subscribeQuery(query: unknown): (listener: () => void) => () => void;
  getQueryRows(query: unknown): Rows;
  useOwner(owner: unknown, transports: readonly unknown[]): () => void;
}
/** What is used of the peer's packages; they are installed when the benchmark runs. */
interface Common {
  readonly String: unknown;
  readonly AppName: { orThrow(name: string): string };
  readonly id: (table: string) => unknown;
  readonly createConsole: (options: object) => object;
  readonly createConsoleStoreOutput: () => { readonly entry: object };
  readonly createMessageChannel: unknown;
  readonly createMessagePort: unknown;
  readonly createBroadcastChannel: unknown;
  readonly createWebSocket: unknown;
  readonly createRandomBytes: () => { readonly create: (length: number) => Uint8Array };
  readonly createRun: CreateRun;
  readonly createWorker: (init: (self: unknown) => void) => unknown;
  readonly createSharedWorker: (init: (self: unknown) => void) => unknown;
  readonly testCreateLockManager: () => unknown;
}
interface QueryBuilder {
  selectFrom(table: string): QueryBuilder;
  select(choose: (builder: { fn: { countAll(): { as(name: string): unknown } } }) => unknown): QueryBuilder;
  where(column: string, operator: string, value: string): QueryBuilder;
}
interface LocalFirst {
  readonly createAppOwner: (secret: unknown) => { readonly id: string; readonly mnemonic: string };
  readonly createOwnerSecret: (deps: object) => unknown;
  readonly mnemonicToOwnerSecret: (mnemonic: string) => unknown;
  readonly createOwnerWebSocketTransport: (config: object) => unknown;
  readonly createQueryBuilder: (schema: object) => (build: (database: QueryBuilder) => QueryBuilder) => unknown;
  readonly createEvoluDeps: (deps: object) => object;
  readonly createEvolu: (schema: object, config: object) => unknown;
  readonly startDbWorker: (self: unknown) => unknown;
  readonly initSharedWorker: (self: unknown) => unknown;
}
interface NodeJs {
  readonly createBetterSqliteDriver: CreateDriver;
  readonly createRelayDeps: () => object;
  readonly createRun: CreateRun;
  readonly startRelay: (config: object) => unknown;
}

/** Milliseconds after which a socket that nobody uses is closed, and some: the peer's own is three seconds. */
const idle = 3_500;

/** Evolu's worker primitives in one process, as its React Native platform wires them: it has no client for Node yet. */
const platform = (common: Common, localFirst: LocalFirst, createSqliteDriver: CreateDriver): object => {
  const { createMessageChannel, createMessagePort, createBroadcastChannel, createWebSocket } = common;
  const lockManager = common.testCreateLockManager();
  const shared = { createMessageChannel, createMessagePort, createBroadcastChannel, createWebSocket, lockManager };
  const workerRun = (): Run => {
    const output = common.createConsoleStoreOutput();
    const console = common.createConsole({ output, level: 'silent' });
    return common.createRun({ ...shared, console, consoleStoreOutputEntry: output.entry, createSqliteDriver });
  };
  return localFirst.createEvoluDeps({
    ...shared,
    console: common.createConsole({ level: 'silent' }),
    createDbWorker: () => common.createWorker((self) => void workerRun()(localFirst.startDbWorker(self))),
    sharedWorker: common.createSharedWorker((self) => void workerRun()(localFirst.initSharedWorker(self))),
    reloadApp: () => undefined,
  });
};

/** A table with a row for each record, over Evolu's relay and its SQLite. */
export const adapter: Adapter = {
  serve: async ({ folder, modules }) => {
    const { createRelayDeps, createRun, startRelay } = await loadModule<NodeJs>(modules, '@evolu/nodejs');
    const { createConsole } = await loadModule<Common>(modules, '@evolu/common');
    process.chdir(folder); // Its database has a name and no path.
    const run = createRun({ ...createRelayDeps(), console: createConsole({ level: 'silent' }) });
    const relay = await run.orThrow<{ readonly port: number }>(startRelay({ port: 0, isOwnerWithinQuota: () => true }));
    return { port: relay.port };
  },
  open: async ({ folder, modules, index, invitation }) => {
    const common = await loadModule<Common>(modules, '@evolu/common');
    const localFirst = await loadModule<LocalFirst>(modules, '@evolu/common/local-first');
    const { createBetterSqliteDriver } = await loadModule<NodeJs>(modules, '@evolu/nodejs');
    const deps = platform(common, localFirst, (name, options) => createBetterSqliteDriver(join(folder, name), options));
    const secret =
      invitation === ''
        ? localFirst.createOwnerSecret({ randomBytes: common.createRandomBytes() })
        : localFirst.mnemonicToOwnerSecret(invitation);
    const appOwner = localFirst.createAppOwner(secret);
    const text = common.String;
    const schema = {
      task: {
        ...{ id: common.id('Task'), type: text, title: text, body: text },
        ...{ status: text, priority: text, due: text },
      },
    };
    const createQuery = localFirst.createQueryBuilder(schema);
    const countOf = (narrow: (database: QueryBuilder) => QueryBuilder): unknown =>
      createQuery((database) => narrow(database.selectFrom('task')).select(({ fn }) => fn.countAll().as('total')));
    const run = common.createRun(deps);
    const appName = common.AppName.orThrow(`bench-${index}`);
    const evolu = await run.orThrow<Evolu>(localFirst.createEvolu(schema, { appName, appOwner, transports: [] }));
    const ids: string[] = [];
    let leave: (() => void) | undefined;
    const until = async (query: unknown, count: number): Promise<void> => {
      const isThere = (): boolean => (evolu.getQueryRows(query)[0]?.total ?? 0) >= count;
      await new Promise<void>((resolve) => {
        const unsubscribe = evolu.subscribeQuery(query)(() => {
          if (!isThere()) return;
          unsubscribe();
          resolve();
        });
        void evolu.loadQuery(query).then(() => {
          if (isThere()) resolve();
        });
      });
    };
    return {
      invitation: () => appOwner.mnemonic,
      write: async (count) => {
        for (const burst of burstsOf(count)) {
          await Promise.all(
            burst.map(
              (each) =>
                new Promise<void>((resolve) => {
                  ids[each] = evolu.insert('task', recordOf(each), { onComplete: resolve }).id;
                }),
            ),
          );
        }
      },
      edit: async (indices, mark) => {
        await Promise.all(
          indices.map(
            (each) =>
              new Promise<void>((resolve) => {
                const id = ids[each] ?? '';
                evolu.update('task', { id, title: editedTitle(mark, each) }, { onComplete: resolve });
              }),
          ),
        );
      },
      connect: (port) => {
        const url = `ws://127.0.0.1:${port}`;
        const transport = localFirst.createOwnerWebSocketTransport({ url, ownerId: appOwner.id });
        leave = evolu.useOwner(appOwner, [transport]);
        return Promise.resolve();
      },
      disconnect: async () => {
        if (leave === undefined) return;
        leave();
        leave = undefined;
        await new Promise((resolve) => setTimeout(resolve, idle));
      },
      holds: (count) =>
        until(
          countOf((database) => database),
          count,
        ),
      sees: (indices, mark) =>
        until(
          countOf((database) => database.where('title', 'like', `${editedTitle(mark, 0).replace(/0$/, '')}%`)),
          indices.length,
        ),
    };
  },
};
