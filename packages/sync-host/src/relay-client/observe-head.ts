import { bytesToHex } from '@noble/hashes/utils.js';
import { hashName, hashOfName, verifyConsistency, type Crypto } from '@sourceos/sync-kernel/wire';
import { failed } from '../failure.js';
import { maxPending, type LogState } from './log-state.js';
import type { SignedHead } from './protocol.js';
import type { RelayFault } from './relay-failure.js';
import { foldRoot } from './tree-fold.js';

/** A contradiction as a failure, remembered in the state. */
export const contradiction = (state: LogState, message: string, ...heads: readonly SignedHead[]): RelayFault => ({
  ...failed('heads_contradict', message),
  state: { ...state, contradiction: { message, heads } },
});

/** Heads beyond what was pulled, the shortest first, each size once. */
const withPending = (state: LogState, head: SignedHead): readonly SignedHead[] => {
  if (head.size <= state.fold.size || state.pending.some(({ size }) => size === head.size)) return state.pending;
  const pending = [...state.pending, head].sort((a, b) => a.size - b.size);
  // The longest has to stay: it is what no later answer may fall behind.
  return pending.length > maxPending ? [...pending.slice(0, maxPending - 1), ...pending.slice(-1)] : pending;
};

/** Two heads of one size have one root. */
const contradicting = ({ newest, pending }: LogState, head: SignedHead): SignedHead | undefined =>
  [...(newest === undefined ? [] : [newest]), ...pending].find(
    ({ size, root }) => size === head.size && root !== head.root,
  );

/**
 * Takes note of a head whose signature was verified and that need not be the newest: of a receipt, or of another
 * device. One that is behind what was pulled is a matter of a consistency proof, which the caller asks for.
 */
export const noteHead = (crypto: Pick<Crypto, 'sha256'>, state: LogState, head: SignedHead): LogState | RelayFault => {
  const other = contradicting(state, head);
  if (other !== undefined) {
    return contradiction(state, `The relay signed two roots of size ${head.size}: a split view.`, other, head);
  }
  if (head.size === state.fold.size && head.root !== hashName(foldRoot(crypto.sha256, state.fold))) {
    const heads = state.newest === undefined ? [head] : [state.newest, head];
    return contradiction(
      state,
      `The relay signed another root of size ${head.size} than that of what it sent.`,
      ...heads,
    );
  }
  return { ...state, pending: withPending(state, head) };
};

/** The longest head that the relay is known to have signed; undefined where none is. */
export const longestHead = ({ newest, pending }: LogState): SignedHead | undefined =>
  [...pending, ...(newest === undefined ? [] : [newest])].reduce<SignedHead | undefined>(
    (most, each) => (most === undefined || each.size > most.size ? each : most),
    undefined,
  );

/** Whether all is here that the relay signed that it has, and that it gave receipts for. */
export const isRead = (state: LogState): boolean =>
  state.newest !== undefined && state.promised.length === 0 && (longestHead(state)?.size ?? 0) <= state.fold.size;

/**
 * Takes the head that the relay gives as its newest. It is a rollback where it is shorter than any that the relay signed
 * before the question was asked.
 */
export const takeNewest = (
  crypto: Pick<Crypto, 'sha256'>,
  state: LogState,
  head: SignedHead,
): LogState | RelayFault => {
  const noted = noteHead(crypto, state, head);
  if ('ok' in noted) return noted;
  const longest = longestHead(state);
  if (longest !== undefined && head.size < longest.size) {
    return contradiction(
      state,
      `The relay's log has ${head.size} entries, and it signed that it has ${longest.size}: a rollback.`,
      longest,
      head,
    );
  }
  const { newest } = state;
  // One that was signed earlier, of the same size, says nothing newer: a replay does not make a stale head fresh.
  const isReplay = newest?.size === head.size && newest.time > head.time;
  return { ...noted, newest: isReplay ? newest : head };
};

/** Whether a proof shows that the tree of a size and root is a prefix of the head's. */
export const proves = (
  { sha256 }: Pick<Crypto, 'sha256'>,
  size: number,
  root: Uint8Array,
  head: SignedHead,
  proof: readonly Uint8Array[],
): boolean => {
  if (size === 0) return true;
  const headRoot = hashOfName(head.root);
  if (headRoot === undefined) return false;
  if (size === head.size) return bytesToHex(root) === bytesToHex(headRoot);
  return verifyConsistency(sha256, {
    firstSize: size,
    firstRoot: root,
    secondSize: head.size,
    secondRoot: headRoot,
    proof,
  });
};
