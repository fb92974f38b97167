import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRelay, type Relay } from '../relay.js';
import { StoreInUseError } from '../store/sqlite/database-lock.js';
import { openNatsStore } from '../store/nats-store.js';
import { openSqliteStore } from '../store/sqlite-store.js';
import { secretKeyIn } from './secret-key.js';
import { StartError, type StartFault } from './start-error.js';

export interface ServeFlags {
  readonly data: string;
  readonly name: string;
  readonly port: number;
  readonly host: string;
  /** Servers of NATS that several relays share; SQLite in the folder where there are none. */
  readonly nats?: readonly string[];
  /** Proxies that are believed about who sent a request. */
  readonly trustProxy: number;
  readonly json?: true;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Gives a failure the code of what was tried. */
const trying = async <Result>(
  code: StartFault,
  what: string,
  work: () => Result | Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof StoreInUseError) {
      throw new StartError('store_in_use', `${error.message}. Stop the other one, or give this one its own --data.`);
    }
    throw new StartError(code, `${what}: ${textOf(error)}`);
  }
};

/**
 * Starts a relay over a folder. The folder's lock comes first: two processes would otherwise make two keys.
 *
 * @throws StartError where it cannot
 */
export const startRelay = async ({ data, name, port, host, nats, trustProxy }: ServeFlags): Promise<Relay> => {
  await trying('folder_unusable', `${data} cannot be the folder of a relay`, () =>
    mkdirSync(data, { recursive: true, mode: 0o700 }),
  );
  const path = join(data, 'relay.sqlite');
  const store =
    nats === undefined
      ? await trying('store_unusable', `${path} cannot be opened`, () => openSqliteStore(path))
      : await trying('store_unusable', `NATS at ${nats.join()} cannot be used`, () => openNatsStore({ servers: nats }));
  try {
    const secretKey = await trying('folder_unusable', `${data} cannot keep a key`, () => secretKeyIn(data));
    return await trying('port_unusable', `${host} port ${port} cannot be listened on`, () =>
      createRelay({ name, port, host, secretKey, store, trustedHops: trustProxy, processMetrics: true }),
    );
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** Runs a relay until it is told to stop. A second signal while it stops ends it at once. */
export const serve = async (flags: ServeFlags, say: (text: string) => void): Promise<void> => {
  const relay = await startRelay(flags);
  const { relayId, name, url } = relay;
  const publicKey = Buffer.from(relay.publicKey).toString('hex');
  const line = flags.json
    ? JSON.stringify({ name, relayId, publicKey, url })
    : `${relayId} listens on ${url}, key ${publicKey}`;
  await new Promise<void>((resolve) => {
    const stop = () => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    say(`${line}\n`);
  });
  await relay.close();
};
