import { randomBytes } from 'node:crypto';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
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

/** What a relay is, but for where it listens. */
export interface PartsOptions {
  /** What the relay is called, of a-z, 0-9, `.`, `-`: its id is `urn:srcos:relay:` and the name. */
  readonly name: string;
  /** Ed25519 secret key, 32 bytes: the same after a restart, or devices take it for another relay. */
  readonly secretKey: Uint8Array;
  /** Closed with the relay. */
  readonly store: RelayStore;
  readonly limits?: Partial<RelayLimits>;
  /** How many proxies before the relay are believed about who sent a request (`X-Forwarded-For`); 0 by default. */
  readonly trustedHops?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly random?: (length: number) => Uint8Array;
  /** Adds Node's own metrics, once a process. */
  readonly processMetrics?: boolean;
}

/** Makes what answers are made of. */
export const createParts = (options: PartsOptions, stopping: () => boolean): RelayParts => {
  const { name, secretKey, store, now = Date.now, random = randomBytes, trustedHops = 0 } = options;
  if (!isRelayName(name)) throw new TypeError('A relay is named with a-z, 0-9, . and -.');
  const limits = { ...relayLimits, ...options.limits };
  const crypto = nativeCrypto;
  const signer = createSigner(crypto, relayIdOf(name), secretKey);
  const totals = createTotals(store, now);
  return {
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
    trustedHops,
    stopping,
  };
};
