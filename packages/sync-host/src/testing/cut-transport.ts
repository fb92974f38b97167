import { failed } from '../failure.js';
import type { RelayTransport, TransportResult } from '../relay-client/transport.js';

/** A way to the relay that breaks at a request, once: before the relay has it, or before its answer is back. */
export interface CutTransport {
  readonly transport: RelayTransport;
  readonly cutAt: (request: number, when: 'before' | 'after') => void;
}

export const createCutTransport = (whole: RelayTransport): CutTransport => {
  let left = -1;
  let mode: 'before' | 'after' = 'before';
  const through = async <Value>(work: () => Promise<TransportResult<Value>>): Promise<TransportResult<Value>> => {
    left -= 1;
    if (left !== -1) return work();
    if (mode === 'after') await work();
    return failed('relay_unreachable', 'The connection was cut.');
  };
  return {
    cutAt: (request, when) => {
      left = request;
      mode = when;
    },
    transport: {
      identify: () => through(whole.identify),
      challenge: (deviceId) => through(() => whole.challenge(deviceId)),
      session: (request) => through(() => whole.session(request)),
      openScope: (token, scopeId, genesis) => through(() => whole.openScope(token, scopeId, genesis)),
      append: (token, scopeId, entries) => through(() => whole.append(token, scopeId, entries)),
      entries: (token, scopeId, after, limit) => through(() => whole.entries(token, scopeId, after, limit)),
      head: (token, scopeId, from) => through(() => whole.head(token, scopeId, from)),
      snapshot: (token, scopeId) => through(() => whole.snapshot(token, scopeId)),
      putSnapshot: (token, scopeId, snapshot) => through(() => whole.putSnapshot(token, scopeId, snapshot)),
      feed: whole.feed,
    },
  };
};
