import type { Engine } from '@sourceos/sync-kernel';
import { done, failed, type HostFailure } from '../failure.js';
import { mayLeave } from '../guard/may-leave.js';
import type { RelayClient } from '../relay-client/client.js';
import { emptyLogState } from '../relay-client/log-state.js';
import type { ScopeRow } from '../store/rows.js';
import type { StoreResult } from '../store/store-code.js';
import { createTidings } from './acknowledge.js';
import { compactScope } from './compact-scope.js';
import { connectionOf } from './connection.js';
import type { Connection, DeviceOptions, DeviceScope, ScopeEvent } from './device.js';
import { followFeed } from './follow-feed.js';
import { createOfferedPages } from './offered-pages.js';
import type { SyncFault } from './relay-link.js';
import { openRelayState } from './relay-state.js';
import { reconcile } from './reconcile.js';
import { createScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';
import { sendAgain } from './send-again.js';
import { createScopeSync, type SyncOutcome } from './sync-scope.js';
import { createLocalWrites } from './write-local.js';

/** A scope as the device holds it: with how to end it. */
export interface OpenScope {
  readonly scope: DeviceScope;
  /** Stops feeds, and waits for a sync that runs to end where it stands. */
  readonly close: () => Promise<void>;
}

/** What a scope needs of its device. */
export interface ScopeSurroundings {
  readonly options: DeviceOptions;
  readonly row: ScopeRow;
  readonly engines: readonly Engine[];
  readonly memberOf: readonly string[];
  /** The client of a relay's URL, shared by scopes, with what was pinned of the relay. */
  readonly relayClient: (relayUrl: string) => RelayClient;
  /** Forgets what was pinned of a relay. */
  readonly unpin: (relayUrl: string) => StoreResult<undefined>;
  /** The relay's id, where it was pinned. */
  readonly relayIdOf: (relayUrl: string) => string | undefined;
}

/** Milliseconds after which a head is stale, by default. */
const defaultStaleAfter = 900_000;

/** Opens a scope from the store. */
export const openScope = (surroundings: ScopeSurroundings): StoreResult<OpenScope> => {
  const { options, row, engines } = surroundings;
  const { store, keyring, now, staleAfter = defaultStaleAfter } = options;
  const { scopeId } = row;
  const listeners = new Set<(event: ScopeEvent) => void>();
  const emit = (event: ScopeEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const parts: ScopeParts = { ...surroundings, emit };
  const made = createScopeCore(parts);
  if (!made.ok) return made;
  const core = made.value;
  const reconciled = reconcile(store, scopeId, core, now());
  if (!reconciled.ok) return reconciled;
  // It makes room and nothing else: what does not succeed now is tried when the scope is next opened.
  compactScope(parts, core);

  let closed = false;
  let relayUrl = row.relayUrl;
  let running: Promise<SyncOutcome> | undefined;
  let failure: (SyncFault & { readonly at: number }) | undefined;
  let lastSync: number | undefined;
  const feeds = new Set<() => void>();
  const local = createLocalWrites(parts, core);
  const tidings = createTidings(parts, core, local);
  const offered = createOfferedPages();
  const sync = createScopeSync(parts, core, offered, () => closed);
  /** Whether somebody asked for the running sync, and not only the feed. */
  let asked = false;

  /** What is known of the relay, before the first sync too: a contradiction outlives the process. */
  const knownState = () => {
    const known = sync.state();
    if (known !== undefined || relayUrl === undefined) return known?.get();
    const relayId = surroundings.relayIdOf(relayUrl);
    const opened = relayId === undefined ? undefined : openRelayState(store, scopeId, relayId, now);
    return opened?.ok === true ? opened.value.get() : undefined;
  };
  const connection = (): Connection => {
    const waiting = store.outboxLength(scopeId);
    return connectionOf(core, keyring.deviceId, {
      configured: relayUrl !== undefined,
      state: knownState(),
      outgoing: waiting.ok ? waiting.value : 0,
      syncing: running !== undefined,
      failure,
      lastSync,
      now: now(),
      staleAfter,
    });
  };
  const tellConnection = (): void => {
    if (listeners.size > 0) emit({ kind: 'connection', connection: connection() });
  };

  const runSync = async (url: string): Promise<SyncOutcome> => {
    const outcome = await sync
      .run(surroundings.relayClient(url), tidings, () => !asked)
      .finally(() => {
        running = undefined;
        asked = false;
      });
    // What could not be taken in comes again when it is asked for.
    if (!outcome.ok) offered.clear();
    if (outcome.ok) {
      failure = undefined;
      lastSync = now();
    } else {
      failure = { ...outcome, at: now() };
    }
    if (!closed) tellConnection();
    return outcome;
  };
  /** Whether the relay at a URL was never spoken to about this scope. */
  const isNew = (url: string): boolean => {
    const relayId = surroundings.relayIdOf(url);
    const cursor = relayId === undefined ? undefined : store.cursor(scopeId, relayId);
    return !(cursor?.ok === true && cursor.value !== undefined);
  };
  const noRelay = (): HostFailure<'relay_unreachable'> => failed('relay_unreachable', 'No relay was chosen.');

  const begin = async (): Promise<SyncOutcome> => {
    if (running !== undefined) return running;
    if (closed || relayUrl === undefined) return noRelay();
    running = runSync(relayUrl);
    tellConnection();
    return running;
  };

  let hinted = false;
  /** A sync that runs may have had its last answer before what the hint is of: another follows it, one for all hints. */
  const syncAfterHint = (): void => {
    if (hinted) return;
    if (running === undefined) {
      if (offered.isNews(sync.state()?.get().fold.size ?? 0)) void begin();
      return;
    }
    hinted = true;
    void running.finally(() => {
      hinted = false;
      syncAfterHint();
    });
  };

  const scope: DeviceScope = {
    scopeId,
    get replica() {
      return core.replica();
    },
    control: () => core.log().view(),
    controlRecords: () => core.log().records(),
    write: (changes) => {
      const guarded = mayLeave(changes, engines);
      return guarded.ok ? local.write(changes) : guarded;
    },
    addControl: local.addControl,
    judgeAgain: () => {
      const ready = core.ready();
      if (!ready.ok) return ready;
      const { changed, ...settled } = core.settle(core.judgeAgain());
      if (changed.length === 0) return done(changed);
      const kept = store.acceptRemote({ scopeId, ...settled, now: now() });
      if (!kept.ok) {
        core.rebuild();
        return kept;
      }
      emit({ kind: 'decided', decisions: changed, local: false });
      return done(changed);
    },
    sync: () => {
      asked = true;
      return begin();
    },
    connection,
    setRelay: (url) => {
      const kept = store.setRelay(scopeId, url);
      if (!kept.ok) return kept;
      // It has nothing of what was sent to one before.
      const again = url !== undefined && url !== relayUrl && isNew(url) ? sendAgain(parts, core) : done(undefined);
      if (!again.ok) return again;
      relayUrl = url;
      failure = undefined;
      sync.forget();
      offered.clear();
      tellConnection();
      return done(undefined);
    },
    trustRelay: () => {
      if (relayUrl === undefined) return done(undefined);
      const relayId = sync.state()?.relayId ?? surroundings.relayIdOf(relayUrl);
      if (relayId !== undefined) {
        const known = openRelayState(store, scopeId, relayId, now);
        if (!known.ok) return known;
        // All is fetched and verified again: which of its words were true nobody knows.
        const kept = known.value.keep(emptyLogState);
        if (!kept.ok) return kept;
        // It may have lost what it gave receipts for.
        const again = sendAgain(parts, core);
        if (!again.ok) return again;
      }
      const unpinned = surroundings.unpin(relayUrl);
      if (!unpinned.ok) return unpinned;
      sync.forget();
      offered.clear();
      failure = undefined;
      tellConnection();
      return done(undefined);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    follow: () => {
      const [byte = 0] = options.random(1);
      const stop = followFeed({
        scopeId,
        client: () => (relayUrl === undefined ? undefined : surroundings.relayClient(relayUrl)),
        after: () => sync.state()?.get().fold.size ?? 0,
        heard: (page) => {
          const taken = offered.add(page);
          syncAfterHint();
          return taken;
        },
        draw: () => ((options.random(1)[0] ?? byte) % 256) / 256,
      });
      feeds.add(stop);
      return () => {
        feeds.delete(stop);
        stop();
      };
    },
  };
  return done({
    scope,
    close: async () => {
      closed = true;
      for (const stop of feeds) stop();
      feeds.clear();
      await running;
      listeners.clear();
    },
  });
};
