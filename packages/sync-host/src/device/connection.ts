import type { LogState } from '../relay-client/log-state.js';
import type { ScopeCore } from './scope-core.js';
import type { Connection } from './device.js';
import type { SyncFault } from './relay-link.js';

/** What a connection is derived from. */
export interface ConnectionFacts {
  readonly configured: boolean;
  /** What is known of the relay's log; undefined before the first contact. */
  readonly state: LogState | undefined;
  readonly outgoing: number;
  readonly syncing: boolean;
  /** Of the last sync, where it failed. */
  readonly failure: (SyncFault & { readonly at: number }) | undefined;
  readonly lastSync: number | undefined;
  readonly now: number;
  readonly staleAfter: number;
}

/** Whether the scope has the device, and the relay too. */
const authOf = (core: ScopeCore, deviceId: string, failure: SyncFault | undefined): Connection['auth'] => {
  const view = core.log().view();
  if (view.members().some((member) => member.deviceId === deviceId)) {
    return failure?.code === 'not_admitted' || failure?.code === 'auth_expired' ? 'pending' : 'admitted';
  }
  // It was a member, and is no live one.
  return view.deviceKey(deviceId) !== undefined && view.membership(deviceId, Number.MAX_SAFE_INTEGER) !== undefined
    ? 'revoked'
    : 'pending';
};

const trustOf = (state: LogState | undefined, failure: SyncFault | undefined): Connection['relayTrust'] => {
  if (state?.contradiction !== undefined) return 'heads_contradict';
  switch (failure?.code) {
    case 'relay_key_changed':
      return 'key_changed';
    case 'heads_contradict':
    case 'entries_contradict':
    case 'receipt_invalid':
      return 'heads_contradict';
    default:
      return 'trusted';
  }
};

const headOf = ({ state, failure, now, staleAfter }: ConnectionFacts): Connection['head'] => {
  if (state?.newest === undefined) return 'unknown';
  return failure?.code === 'entries_withheld' || now - state.newest.time > staleAfter ? 'stale' : 'fresh';
};

/** Codes of failures that say the relay is there and does not do what a relay does. */
const unreachable: ReadonlySet<string> = new Set(['relay_unreachable', 'answer_malformed', 'answer_too_large']);

/** How a scope stands with its relay: a pure function of what is known. */
export const connectionOf = (core: ScopeCore, deviceId: string, facts: ConnectionFacts): Connection => {
  const { configured, state, outgoing, syncing, failure, lastSync } = facts;
  const evidence = state?.contradiction;
  const waiting = state?.newest === undefined ? 0 : state.newest.size - state.fold.size;
  return {
    configured,
    network: failure?.code === 'network_down' ? 'down' : 'up',
    networkTrust: failure?.code === 'network_untrusted' ? 'transport_distrusts' : 'trusted',
    relay: failure !== undefined && unreachable.has(failure.code) ? 'unreachable' : 'reachable',
    relayTrust: trustOf(state, failure),
    auth: authOf(core, deviceId, failure),
    head: headOf(facts),
    outgoing,
    incoming: Math.max(0, waiting),
    syncing,
    ...(evidence !== undefined && { evidence }),
    ...(failure !== undefined && {
      failure: {
        code: failure.code,
        message: failure.message,
        at: failure.at,
        ...(failure.retryAfter !== undefined && { retryAt: failure.at + failure.retryAfter }),
      },
    }),
    ...(lastSync !== undefined && { lastSync }),
  };
};
