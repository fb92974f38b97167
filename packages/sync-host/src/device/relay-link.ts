import type { HostFailure } from '../failure.js';
import type { RelayClient } from '../relay-client/client.js';
import type { LogState } from '../relay-client/log-state.js';
import type { RelayFailure, RelayFault } from '../relay-client/relay-failure.js';
import type { StoreCode } from '../store/store-code.js';
import type { OfferedPages } from './offered-pages.js';
import type { RelayState } from './relay-state.js';
import type { ScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';

/** A scope at its relay, for one sync. */
export interface RelayLink {
  readonly parts: ScopeParts;
  readonly core: ScopeCore;
  readonly client: RelayClient;
  readonly state: RelayState;
  /** What the feed sent. */
  readonly offered: OfferedPages;
  /** Whether what the feed sent is all that is wanted, where it is all that its heads tell of. */
  readonly mayRest: () => boolean;
  /** Whether the device was asked to stop: nothing more is begun. */
  readonly stopping: () => boolean;
}

/** Why a sync did not go on. */
export type SyncFault = HostFailure<RelayFailure | StoreCode> & { readonly retryAfter?: number };

/** Remembers what a fault says of the relay before it is told: evidence outlives the process. */
export const noteFault = ({ state }: Pick<RelayLink, 'state'>, { state: next, ...fault }: RelayFault): SyncFault => {
  if (next === undefined) return fault;
  const kept = state.keep(next);
  if (kept.ok) return fault;
  state.adopt(next);
  return fault;
};

export const isFault = (result: LogState | RelayFault): result is RelayFault => 'ok' in result;
