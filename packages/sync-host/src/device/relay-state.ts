import { done } from '../failure.js';
import { emptyLogState, readLogState, writeLogState, type LogState } from '../relay-client/log-state.js';
import type { CursorRow } from '../store/rows.js';
import type { Store } from '../store/store.js';
import type { StoreResult } from '../store/store-code.js';

/** What is known of one relay's log of one scope, in memory as it is in the store. */
export interface RelayState {
  readonly relayId: string;
  readonly get: () => LogState;
  /** The row that keeps a state. */
  readonly row: (state: LogState) => CursorRow;
  /** Has a state that is durable be the one in use. */
  readonly adopt: (state: LogState) => void;
  /** Keeps a state by itself, and has it in use. */
  readonly keep: (state: LogState) => StoreResult<undefined>;
}

/** Reads what is known of a relay's log. What cannot be read is forgotten: all is fetched and verified again. */
export const openRelayState = (
  store: Store,
  scopeId: string,
  relayId: string,
  now: () => number,
): StoreResult<RelayState> => {
  const cursor = store.cursor(scopeId, relayId);
  if (!cursor.ok) return cursor;
  const text = cursor.value?.head;
  let state = (text === undefined ? undefined : readLogState(text)) ?? emptyLogState;
  const row = (next: LogState): CursorRow => ({
    relayId,
    after: next.fold.size,
    head: writeLogState(next),
    at: now(),
  });
  const adopt = (next: LogState): void => {
    state = next;
  };
  return done({
    relayId,
    get: () => state,
    row,
    adopt,
    keep: (next) => {
      const kept = store.acceptRemote({ scopeId, cursor: row(next), now: now() });
      if (!kept.ok) return kept;
      adopt(next);
      return done(undefined);
    },
  });
};
