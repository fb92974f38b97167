import type { RelayTransport } from '../relay-client/transport.js';
import type { MemoryRelay } from './memory-relay.js';

/** A relay's transport that answers as an honest one does, except where a test has it cheat. */
export interface Cheating {
  readonly transport: () => RelayTransport;
  /** What it does otherwise, from now on; nothing makes it honest again. */
  cheat: (honest: RelayTransport) => Partial<RelayTransport>;
}

export const createCheating = (relay: MemoryRelay): Cheating => {
  const honest = relay.transport();
  const now = (): RelayTransport => ({ ...honest, ...cheating.cheat(honest) });
  const transport: RelayTransport = {
    identify: () => now().identify(),
    challenge: (deviceId) => now().challenge(deviceId),
    session: (request) => now().session(request),
    openScope: (token, scopeId, genesis) => now().openScope(token, scopeId, genesis),
    append: (token, scopeId, entries) => now().append(token, scopeId, entries),
    entries: (token, scopeId, after, limit) => now().entries(token, scopeId, after, limit),
    head: (token, scopeId, from) => now().head(token, scopeId, from),
    snapshot: (token, scopeId) => now().snapshot(token, scopeId),
    putSnapshot: (token, scopeId, snapshot) => now().putSnapshot(token, scopeId, snapshot),
    feed: (token, scopeId, after, listener) => now().feed(token, scopeId, after, listener),
  };
  const cheating: Cheating = { transport: () => transport, cheat: () => ({}) };
  return cheating;
};
