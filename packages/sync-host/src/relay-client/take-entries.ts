import { canonicalBytes, hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import { failed } from '../failure.js';
import type { LogState } from './log-state.js';
import { contradiction } from './observe-head.js';
import type { RelayEntry } from './protocol.js';
import type { RelayFault } from './relay-failure.js';
import { foldLeaf, foldRoot } from './tree-fold.js';

/** The leaf of an entry in the relay's tree: all of it but the bytes, which the hash stands for. */
export const entryLeaf = ({ sequence, kind, deviceId, hash }: Omit<RelayEntry, 'bytes'>): Uint8Array =>
  canonicalBytes({ sequence, kind, deviceId, hash });

/**
 * Folds entries into the tree. On the way it has to pass through every head that is known, and every receipt has to
 * hold. Nothing is taken over before the tree at the end is proved to be the relay's: that is the caller's to do.
 *
 * @param watched hashes of what waits in the outbox
 */
export const foldEntries = (
  { sha256 }: Pick<Crypto, 'sha256'>,
  state: LogState,
  entries: readonly RelayEntry[],
  watched: ReadonlySet<string>,
): LogState | RelayFault => {
  let { fold, pending } = state;
  const promised = new Map(state.promised.map(({ sequence, hash }) => [sequence, hash]));
  const echoed = [...state.echoed];
  for (const entry of entries) {
    if (entry.sequence !== fold.size + 1) {
      return failed('entries_contradict', `After entry ${fold.size} the relay sent entry ${entry.sequence}.`);
    }
    fold = foldLeaf(sha256, fold, entryLeaf(entry));
    const [next] = pending;
    if (next?.size === fold.size) {
      if (next.root !== hashName(foldRoot(sha256, fold))) {
        const known = state.newest === undefined || state.newest === next ? [next] : [next, state.newest];
        return contradiction(
          state,
          `What the relay sent does not make the head of size ${next.size} that it signed.`,
          ...known,
        );
      }
      pending = pending.slice(1);
    }
    const promise = promised.get(entry.sequence);
    if (promise !== undefined && promise !== entry.hash) {
      const heads = state.newest === undefined ? [] : [state.newest];
      return contradiction(
        state,
        `The relay gave a receipt for another entry ${entry.sequence} than it sends.`,
        ...heads,
      );
    }
    promised.delete(entry.sequence);
    if (watched.has(entry.hash)) echoed.push({ sequence: entry.sequence, hash: entry.hash });
  }
  return {
    ...state,
    fold,
    pending,
    promised: [...promised].map(([sequence, hash]) => ({ sequence, hash })),
    echoed,
  };
};
