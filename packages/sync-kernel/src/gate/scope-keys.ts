import type { WriteHeader } from '../wire/write.js';
import type { WireResult } from '../wire/failure.js';
import { openPayload, type Opening } from '../wire/seal.js';
import type { ScopeKey } from '../replica/replica.js';

/** The keys held of a scope and epoch. */
export interface ScopeKeys {
  /** The one to seal under first; empty where none is held. */
  readonly keys: readonly Uint8Array[];
  /** Whether there may be others: two epochs that began concurrently share a number. */
  readonly others: boolean;
}

/** What a device answers about its keys, as one shape. */
export const scopeKeysOf = (scopeKey: ScopeKey, scope: WriteHeader['encryptionScope'], epoch: number): ScopeKeys => {
  const held = scopeKey(scope, epoch);
  if (held === undefined) return { keys: [], others: true };
  return held instanceof Uint8Array ? { keys: [held], others: false } : { keys: held, others: true };
};

/** Opens a payload under the first of the keys that does; the last failure, or undefined where there is no key. */
export const openUnder = (
  keys: readonly Uint8Array[],
  opening: Omit<Opening, 'key'>,
): WireResult<Uint8Array> | undefined => {
  let opened: WireResult<Uint8Array> | undefined;
  for (const key of keys) {
    opened = openPayload({ ...opening, key });
    if (opened.ok) return opened;
  }
  return opened;
};
