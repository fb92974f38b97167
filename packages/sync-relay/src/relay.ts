import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createFeeds } from './feed/feeds.js';
import { createApp } from './http/app.js';
import { createParts, type PartsOptions } from './parts.js';

export interface RelayOptions extends PartsOptions {
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** 0, the default, takes one that is free. */
  readonly port?: number;
}

/** A relay that listens. */
export interface Relay {
  readonly relayId: string;
  readonly name: string;
  readonly publicKey: Uint8Array;
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets requests end (for 10 seconds), closes feeds with 1001, and closes the store. */
  readonly close: () => Promise<void>;
}

const graceMilliseconds = 10_000;
/** Seconds that a client is told to keep an idle connection. */
const idleSeconds = 60;
/** Milliseconds that it is kept here: longer, so that no request leaves on a connection that is just being closed. */
const idleMilliseconds = idleSeconds * 1_000 + 15_000;

/**
 * Starts a relay: HTTP and WebSocket on one port.
 *
 * @throws TypeError for a name that is none; Error where the port cannot be had
 */
export const createRelay = async (options: RelayOptions): Promise<Relay> => {
  const { name, store, host = '127.0.0.1', port = 0 } = options;
  let stopping = false;
  const parts = createParts(options, () => stopping);
  const { signer } = parts;
  const app = createApp(parts);
  const feeds = createFeeds(parts);
  const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
  const timeouts = { requestTimeout: 120_000, headersTimeout: 20_000, keepAliveTimeout: idleMilliseconds };
  const server = createServer(timeouts, (incoming, outgoing) => {
    // Node would promise as long as it keeps them.
    outgoing.setHeader('keep-alive', `timeout=${idleSeconds}`);
    void listener(incoming, outgoing);
  });
  server.on('upgrade', feeds.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;

  const closeNow = async () => {
    stopping = true;
    feeds.close();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      server.closeIdleConnections();
    });
    await store.close();
  };
  let closed: Promise<void> | undefined;
  return {
    relayId: signer.relayId,
    name,
    publicKey: signer.publicKey,
    url: `http://${shownHost}:${address.port}`,
    port: address.port,
    close: () => (closed ??= closeNow()),
  };
};
