import type { HeldBytes } from '../limits/held-bytes.js';
import type { RelayLimits } from '../limits/limits.js';
import type { SpendRate } from '../limits/rates.js';
import type { Mailboxes } from '../mailbox/mailboxes.js';
import type { RelaySigner } from '../protocol/statements.js';
import type { Scopes } from '../scope/scopes.js';
import type { Challenges } from '../session/challenges.js';
import type { Sessions } from '../session/sessions.js';
import type { RelayStore } from '../store/store.js';
import type { Totals } from '../store/totals.js';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { Metrics } from './metrics.js';

/** What answers are made of. */
export interface RelayParts {
  readonly name: string;
  readonly crypto: Crypto;
  readonly signer: RelaySigner;
  readonly store: RelayStore;
  readonly limits: RelayLimits;
  readonly now: () => number;
  readonly scopes: Scopes;
  readonly sessions: Sessions;
  readonly challenges: Challenges;
  readonly mailboxes: Mailboxes;
  readonly rates: SpendRate;
  readonly held: HeldBytes;
  readonly metrics: Metrics;
  /** The sums over all scopes, as they were a second ago at most. */
  readonly totals: () => Promise<Totals>;
  /** How many proxies before the relay are believed about who sent a request. */
  readonly trustedHops: number;
  /** Whether the relay is shutting down. */
  readonly stopping: () => boolean;
}
