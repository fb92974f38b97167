import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createFeeds } from './feed/feeds.js';
import { createApp } from './http/app.js';
import type { RelayParts } from './http/context.js';
import { createMetrics } from './http/metrics.js';
import { createHeldBytes } from './limits/held-bytes.js';
import { relayLimits, type RelayLimits } from './limits/limits.js';
import { createRates } from './limits/rates.js';
import { createMailboxes } from './mailbox/mailboxes.js';
import { isRelayName, relayIdOf } from './protocol/relay-name.js';
import { createSigner } from './protocol/statements.js';
import { createScopes } from './scope/scopes.js';
import { createChallenges } from './session/challenges.js';
import { createSessions } from './session/sessions.js';
import type { RelayStore } from './store/store.js';
import { createTotals } from './store/totals.js';

export interface RelayOptions {
  /** What the relay is called, of a-z, 0-9, `.`, `-`: its id is `urn:srcos:relay:` and the name. */
  readonly name: string;
  /** Ed25519 secret key, 32 bytes: the same after a restart, or devices take it for another relay. */
  readonly secretKey: Uint8Array;
  /** Closed with the relay. */
  readonly store: RelayStore;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** 0, the default, takes one that is free. */
  readonly port?: number;
  readonly limits?: Partial<RelayLimits>;
  /** How many proxies before the relay are believed about who sent a request (`X-Forwarded-For`); 0 by default. */
  readonly trustedHops?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly random?: (length: number) => Uint8Array;
  /** Adds Node's own metrics, once a process. */
  readonly processMetrics?: boolean;
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

/**
 * Starts a relay: HTTP and WebSocket on one port.
 *
 * @throws TypeError for a name that is none; Error where the port cannot be had
 */
export const createRelay = async (options: RelayOptions): Promise<Relay> => {
  const { name, secretKey, store, host = '127.0.0.1', port = 0, now = Date.now, random = randomBytes } = options;
  if (!isRelayName(name)) throw new TypeError('A relay is named with a-z, 0-9, . and -.');
  const limits = { ...relayLimits, ...options.limits };
  const crypto = nativeCrypto;
  const signer = createSigner(crypto, relayIdOf(name), secretKey);
  const totals = createTotals(store, now);
  let stopping = false;
  const parts: RelayParts = {
    name,
    crypto,
    signer,
    store,
    limits,
    now,
    scopes: createScopes({ store, crypto, signer, limits, now, totals }),
    sessions: createSessions({ limits, now, random }),
    challenges: createChallenges({ limits, now, random }),
    mailboxes: createMailboxes({ limits, now }),
    rates: createRates(limits),
    held: createHeldBytes(limits.heldBytes, limits.heldBytesPerSender),
    metrics: createMetrics(limits, options.processMetrics ?? false),
    totals,
    trustedHops: options.trustedHops ?? 0,
    stopping: () => stopping,
  };
  const app = createApp(parts);
  const feeds = createFeeds(parts);
  const listener = getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false });
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 20_000 }, (incoming, outgoing) => {
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
    parts.scopes.close();
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
