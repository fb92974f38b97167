import type { RelayEntry } from '../relay-client/protocol.js';
import type { RelayLink } from './relay-link.js';

/** The hashes of those entries that wait here to be sent: their receipt was lost on the way. */
export const watchedOf = ({ parts }: RelayLink, entries: readonly RelayEntry[]): ReadonlySet<string> => {
  const { store } = parts.options;
  const { scopeId } = parts.row;
  // Nearly always nothing waits while pages come, and no entry has to be looked up.
  const waiting = store.outboxLength(scopeId);
  if (waiting.ok && waiting.value === 0) return new Set();
  const queued = entries.filter(({ hash }) => {
    const known = store.isQueued(scopeId, hash);
    return known.ok && known.value;
  });
  return new Set(queued.map(({ hash }) => hash));
};
