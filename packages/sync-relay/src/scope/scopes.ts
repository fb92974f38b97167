import { createControlLog, parseControlRecord } from '@sourceos/sync-kernel/control';
import { done, refuse, type Outcome } from '../protocol/problem.js';
import { hashOf, leafBytes } from '../protocol/statements.js';
import type { Submitted } from '../protocol/submission.js';
import type { Session } from '../session/sessions.js';
import { appendLeaf, emptyEdge } from '../tree/tree.js';
import { loadScope, type Appended, type ScopeLog, type ScopeSource } from './scope-log.js';
import { nextGroup, type Submission } from './waiting-appends.js';

/** The scopes that this process follows. What changes one scope happens one after the other. */
export interface Scopes {
  /** The scope as it is now; undefined where it was never opened. */
  readonly get: (scopeId: string) => Promise<ScopeLog | undefined>;
  /** Opens a scope with its genesis root; whether it is new. */
  readonly open: (
    session: Session,
    scopeId: string,
    genesis: Uint8Array,
  ) => Promise<Outcome<{ readonly isNew: boolean }>>;
  readonly append: (session: Session, scopeId: string, entries: readonly Submitted[]) => Promise<Outcome<Appended>>;
}

/** A request that waits, and what became of it. */
interface Waiting extends Submission {
  outcome?: Outcome<Appended>;
  /** What it failed with, where it has no outcome. */
  failure?: Error;
}

/** Attempts to append where other relays append too. */
const attempts = 8;

export const createScopes = (source: ScopeSource): Scopes => {
  const { store, crypto, limits, now } = source;
  const loaded = new Map<string, Promise<ScopeLog | undefined>>();
  const queues = new Map<string, Promise<unknown>>();
  const appends = new Map<string, Set<Waiting>>();

  const get = async (scopeId: string): Promise<ScopeLog | undefined> => {
    const known = loaded.get(scopeId);
    // Where another relay appended, what is in memory is behind: a device must not be shown less than it was before.
    const isBehind = async (scope: ScopeLog | undefined) =>
      ((await store.scope(scopeId))?.size ?? 0) > (scope?.size() ?? 0);
    if (known !== undefined && (await known.then(isBehind, () => true)) && loaded.get(scopeId) === known) {
      loaded.delete(scopeId);
    }
    const loading = loaded.get(scopeId) ?? loadScope(source, scopeId);
    // The last used is the last in order.
    loaded.delete(scopeId);
    loaded.set(scopeId, loading);
    for (const other of loaded.keys()) {
      if (loaded.size <= limits.scopesInMemory) break;
      if (!queues.has(other)) loaded.delete(other);
    }
    const forget = () => {
      if (loaded.get(scopeId) === loading) loaded.delete(scopeId);
    };
    try {
      const scope = await loading;
      if (scope === undefined) forget();
      return scope;
    } catch (error) {
      forget();
      throw error;
    }
  };

  const oneAfterTheOther = <Result>(scopeId: string, work: () => Promise<Result>): Promise<Result> => {
    const turn = (queues.get(scopeId) ?? Promise.resolve()).then(work, work);
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (queues.get(scopeId) === settled) queues.delete(scopeId);
      });
    queues.set(scopeId, settled);
    return turn;
  };

  const openNow = async (session: Session, scopeId: string, genesis: Uint8Array) => {
    const record = parseControlRecord(crypto, genesis);
    if (!record.ok) return refuse('root_refused', record.message);
    try {
      createControlLog({ scopeId, crypto, root: genesis });
    } catch (error) {
      // The one way in which the kernel says that it is no root of the scope.
      if (error instanceof TypeError) return refuse('root_refused', error.message);
      throw error;
    }
    const facts = await store.scope(scopeId);
    if (facts !== undefined && facts.genesis !== record.value.id) {
      return refuse('scope_exists', 'The scope was opened with another genesis root.');
    }
    if (facts === undefined) {
      const opened = await store.openedBy(session.key);
      if (opened.scopes >= limits.scopesPerKey) {
        return refuse('quota_exceeded', `One key opens at most ${limits.scopesPerKey} scopes.`);
      }
      if (opened.bytes + genesis.length > limits.openerBytes) {
        return refuse('quota_exceeded', 'The scopes that the key opened have no room left.');
      }
      if ((await source.totals()).bytes + genesis.length > limits.relayBytes) {
        return refuse('quota_exceeded', 'The relay has no room left.');
      }
      if (!(await store.open({ scopeId, genesis: record.value.id, opener: session.key }))) {
        return refuse('unavailable', 'Somebody opens the scope just now.', { retryAfter: 1 });
      }
    }
    if (facts !== undefined && facts.size > 0) return done({ isNew: false });
    const { deviceId } = session;
    const hash = hashOf(genesis);
    const entry = {
      sequence: 1,
      kind: 'control',
      deviceId,
      hash,
      time: now(),
      collection: '',
      bytes: genesis,
    } as const;
    const { nodes } = appendLeaf(emptyEdge, leafBytes(entry));
    await store.append(scopeId, { after: 0, entries: [entry], nodes });
    loaded.delete(scopeId);
    return done({ isNew: true });
  };

  const appendNow = async (
    scopeId: string,
    submissions: readonly Submission[],
  ): Promise<Outcome<readonly Appended[]>> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const scope = await get(scopeId);
      if (scope === undefined) return refuse('scope_unknown', 'The scope was never opened here.');
      try {
        const appended = await scope.append(submissions);
        if (appended !== 'conflict') return done(appended);
        loaded.delete(scopeId);
      } catch (error) {
        // What was judged may be in memory and not in the store: nothing of it counts.
        loaded.delete(scopeId);
        throw error;
      }
    }
    return refuse('unavailable', 'The scope is very busy.', { retryAfter: 1 });
  };

  /** Stores a group. Whatever makes it fail, those who are not to blame for it are stored all the same, alone. */
  const storeGroup = async (scopeId: string, group: readonly Waiting[]): Promise<void> => {
    try {
      const appended = await appendNow(scopeId, group);
      for (const [index, each] of group.entries()) {
        const own = appended.ok ? appended.value[index] : undefined;
        if (own !== undefined) each.outcome = done(own);
        else if (!appended.ok) each.outcome = appended;
      }
    } catch (error) {
      if (group.length > 1) for (const each of group) await storeGroup(scopeId, [each]);
      else for (const each of group) each.failure = error instanceof Error ? error : new Error(String(error));
    }
  };

  const append: Scopes['append'] = async (session, scopeId, entries) => {
    const waiting = appends.get(scopeId) ?? new Set();
    appends.set(scopeId, waiting);
    const own: Waiting = { session, entries };
    waiting.add(own);
    try {
      await oneAfterTheOther(scopeId, async () => {
        // Its turn may find it stored with others, or others before it.
        while (waiting.has(own)) {
          // Requests that have come by now get as far as waiting too, and share the flush to the disk.
          await new Promise((resolve) => setImmediate(resolve));
          const group = nextGroup([...waiting]);
          await storeGroup(scopeId, group);
          for (const each of group) waiting.delete(each);
        }
      });
    } finally {
      if (waiting.size === 0 && appends.get(scopeId) === waiting) appends.delete(scopeId);
    }
    if (own.outcome === undefined) throw own.failure ?? new TypeError('The request has no answer.');
    return own.outcome;
  };

  return {
    get,
    open: (session, scopeId, genesis) => oneAfterTheOther(scopeId, () => openNow(session, scopeId, genesis)),
    append,
  };
};
