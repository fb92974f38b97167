import type { Adapter } from '../adapter.js';
import { loadModule } from '../load-module.js';
import { burstsOf, editedTitle, recordOf, type TaskFields } from '../records.js';
import { createWaiters } from '../until.js';

interface ImmutableString {
  readonly val: string;
}
type Stored = Record<keyof TaskFields, ImmutableString>;
interface Content {
  records: Record<string, Stored>;
}
interface Handle {
  readonly url: string;
  isReady(): boolean;
  doc(): Content;
  change(change: (draft: Content) => void): void;
  on(event: 'change', listener: () => void): void;
}
interface NetworkAdapter {
  whenReady(): Promise<void>;
}
interface Repo {
  readonly networkSubsystem: {
    addNetworkAdapter(adapter: NetworkAdapter): void;
    removeNetworkAdapter(adapter: NetworkAdapter): void;
  };
  create(initial: Content): Handle;
  find(url: string, options: { allowableStates: readonly string[] }): Promise<Handle>;
  flush(): Promise<void>;
}
/** What is used of the peer's packages; they are installed when the benchmark runs. */
interface AutomergeRepo {
  readonly Repo: new (config: object) => Repo;
  readonly ImmutableString: new (value: string) => ImmutableString;
}
interface WebSocketAdapters {
  readonly NodeWSServerAdapter: new (server: object) => object;
  readonly WebSocketClientAdapter: new (url: string, retry: number) => NetworkAdapter;
}
interface FileStorage {
  readonly NodeFSStorageAdapter: new (folder: string) => object;
}
interface Ws {
  readonly WebSocketServer: new (options: object) => {
    address(): { port: number };
    on(event: 'listening', listener: () => void): void;
  };
}

/** One document with a map of the records, over the repo's WebSocket server and file storage. */
export const adapter: Adapter = {
  serve: async ({ folder, modules }) => {
    const { Repo: Repository } = await loadModule<AutomergeRepo>(modules, '@automerge/automerge-repo');
    const { NodeWSServerAdapter: Network } = await loadModule<WebSocketAdapters>(
      modules,
      '@automerge/automerge-repo-network-websocket',
    );
    const { NodeFSStorageAdapter: Storage } = await loadModule<FileStorage>(
      modules,
      '@automerge/automerge-repo-storage-nodefs',
    );
    const { WebSocketServer } = await loadModule<Ws>(modules, 'ws');
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise<void>((resolve) => sockets.on('listening', resolve));
    // As the project's own sync server: it hands out what is asked for, and announces nothing.
    new Repository({
      network: [new Network(sockets)],
      storage: new Storage(folder),
      sharePolicy: () => Promise.resolve(false),
    });
    return { port: sockets.address().port };
  },
  open: async ({ folder, modules, invitation }) => {
    const { Repo: Repository, ImmutableString: Text } = await loadModule<AutomergeRepo>(
      modules,
      '@automerge/automerge-repo',
    );
    const { WebSocketClientAdapter: Network } = await loadModule<WebSocketAdapters>(
      modules,
      '@automerge/automerge-repo-network-websocket',
    );
    const { NodeFSStorageAdapter: Storage } = await loadModule<FileStorage>(
      modules,
      '@automerge/automerge-repo-storage-nodefs',
    );
    const repo = new Repository({ storage: new Storage(folder), network: [] });
    const waiters = createWaiters();
    let network: NetworkAdapter | undefined;
    let handle: Handle | undefined;
    const hold = (next: Handle): Handle => {
      handle = next;
      next.on('change', waiters.check);
      return next;
    };
    const records = (): Content['records'] => (handle?.isReady() === true ? handle.doc().records : {});
    const known = (): Handle => handle ?? hold(repo.create({ records: {} }));
    if (invitation === '') known();
    const change = (edit: (draft: Content) => void): void => known().change(edit);
    return {
      invitation: () => handle?.url ?? invitation,
      write: async (count) => {
        for (const burst of burstsOf(count)) {
          change((draft) => {
            for (const index of burst) {
              const fields = Object.entries(recordOf(index)).map(([name, value]) => [name, new Text(String(value))]);
              draft.records[String(index)] = Object.fromEntries(fields) as Stored;
            }
          });
        }
        await repo.flush();
      },
      edit: async (indices, mark) => {
        change((draft) => {
          for (const index of indices) {
            const record = draft.records[String(index)];
            if (record !== undefined) record.title = new Text(editedTitle(mark, index));
          }
        });
        await repo.flush();
      },
      connect: async (port) => {
        network = new Network(`ws://127.0.0.1:${port}`, 500);
        repo.networkSubsystem.addNetworkAdapter(network);
        await network.whenReady();
        // What the server says of the document now is not its last word: it may come later.
        if (handle === undefined) hold(await repo.find(invitation, { allowableStates: ['ready', 'unavailable'] }));
      },
      disconnect: () => {
        if (network !== undefined) repo.networkSubsystem.removeNetworkAdapter(network);
        network = undefined;
        return Promise.resolve();
      },
      holds: async (count) => {
        await waiters.until(() => records()[String(count - 1)] !== undefined && Object.keys(records()).length >= count);
        await repo.flush();
      },
      sees: async (indices, mark) => {
        await waiters.until(() =>
          indices.every((index) => records()[String(index)]?.title.val === editedTitle(mark, index)),
        );
        await repo.flush();
      },
    };
  },
};
