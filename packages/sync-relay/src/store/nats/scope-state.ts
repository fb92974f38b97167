import { countBytes, noBytes, type ByteCounts } from '../byte-counts.js';
import type { ScopeFacts } from '../store.js';
import type { Attempt, LoggedEntry, Operation } from './operation.js';

type Snapshot = Omit<Extract<Operation, { do: 'snapshot' }>, 'do' | 'scopeId'>;

/** A scope as its operations made it; without bytes. */
export interface ScopeState extends ByteCounts {
  readonly facts: Pick<ScopeFacts, 'scopeId' | 'genesis' | 'opener'>;
  /** An entry whose bytes were dropped has no body. */
  readonly entries: LoggedEntry[];
  /** Sequence by kind and hash. */
  readonly byHash: Map<string, number>;
  /** Hashes of the tree, by level and index. */
  readonly nodes: Map<string, Uint8Array>;
  snapshot: Snapshot | undefined;
  /** The latest attempts that counted. */
  readonly recent: Set<string>;
}

const recentAttempts = 256;

const isPrunable = ({ kind, sequence, body }: LoggedEntry, upTo: number): boolean =>
  sequence <= upTo && kind !== 'control' && body.length > 0;

/** The entries whose bytes go when a log is pruned. */
export const prunable = ({ entries }: ScopeState, upTo: number): readonly LoggedEntry[] =>
  entries.filter((entry) => isPrunable(entry, upTo));

/** Does what an operation says, if it still fits the scope; whether it did. */
const change = (state: ScopeState, operation: Operation): boolean => {
  if (operation.do === 'append') {
    if (operation.after !== state.entries.length) return false;
    for (const entry of operation.entries) {
      state.entries.push(entry);
      state.byHash.set(`${entry.kind} ${entry.hash}`, entry.sequence);
      countBytes(state, entry, entry.length);
    }
    for (const [level, index, hash] of operation.nodes) {
      state.nodes.set(`${level}/${index}`, Buffer.from(hash, 'base64'));
    }
  } else if (operation.do === 'snapshot') {
    if ((state.snapshot?.upTo ?? 0) >= operation.upTo) return false;
    state.bytes += operation.length - (state.snapshot?.length ?? 0);
    state.snapshot = operation;
  } else if (operation.do === 'prune') {
    for (const entry of prunable(state, operation.upTo)) {
      countBytes(state, entry, -entry.length);
      state.entries[entry.sequence - 1] = { ...entry, length: 0, body: [] };
    }
  }
  return true;
};

const emptyState = (facts: ScopeState['facts']): ScopeState => ({
  facts,
  entries: [],
  byHash: new Map(),
  nodes: new Map(),
  ...noBytes(),
  snapshot: undefined,
  recent: new Set(),
});

/**
 * Applies an attempt as it comes from the stream. Of those that several relays made at one time, the first counts, and
 * the others, which do not fit any more, change nothing: so on every relay, since all see the one order of the stream.
 * (The server's own check, Nats-Expected-Last-Subject-Sequence, is no help: in a cluster of 2.9 two that are under way
 * together both pass it.)
 *
 * @returns the scope, where the attempt counted
 */
export const applyAttempt = (states: Map<string, ScopeState>, attempt: Attempt): ScopeState | undefined => {
  const { scopeId } = attempt;
  let state = states.get(scopeId);
  if (attempt.do === 'open') {
    if (state !== undefined) return undefined;
    const { genesis, opener } = attempt;
    state = emptyState({ scopeId, genesis, opener });
    states.set(scopeId, state);
  } else if (state === undefined || !change(state, attempt)) {
    return undefined;
  }
  state.recent.add(attempt.id);
  for (const oldest of state.recent) {
    if (state.recent.size <= recentAttempts) break;
    state.recent.delete(oldest);
  }
  return state;
};
