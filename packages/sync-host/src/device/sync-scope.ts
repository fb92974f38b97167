import type { Decision } from '@sourceos/sync-kernel';
import { done, failed } from '../failure.js';
import { isRead } from '../relay-client/observe-head.js';
import type { PinnedRelay, RelayClient } from '../relay-client/client.js';
import type { Tidings } from './acknowledge.js';
import type { SyncReport } from './device.js';
import { checkGossip } from './gossip.js';
import type { OfferedPages } from './offered-pages.js';
import { makeSnapshot } from '../snapshots/make-snapshot.js';
import type { SnapshotReport } from '../snapshots/snapshot-code.js';
import { defaultSnapshotEvery } from '../snapshots/when-wanted.js';
import { joinPulled, pull, type PullResult } from './pull.js';
import { pushOnce } from './push.js';
import { readAgain } from './read-again.js';
import type { RelayLink, SyncFault } from './relay-link.js';
import { openRelayState, type RelayState } from './relay-state.js';
import type { ScopeCore } from './scope-core.js';
import type { ScopeParts } from './scope-parts.js';

export type SyncOutcome = { readonly ok: true; readonly value: SyncReport } | SyncFault;

/** Rounds of one sync: after them the next call goes on. */
const maxRounds = 1_024;

export interface ScopeSync {
  /**
   * Pushes and pulls until nothing is left.
   *
   * @param mayRest whether what the feed sent is enough, and the relay need not be asked for more
   */
  readonly run: (client: RelayClient, tidings: Tidings, mayRest: () => boolean) => Promise<SyncOutcome>;
  /** What is known of the relay of the last sync. */
  readonly state: () => RelayState | undefined;
  /** Forgets it: another relay, or one that is trusted again. */
  readonly forget: () => void;
}

export const createScopeSync = (
  parts: ScopeParts,
  core: ScopeCore,
  offered: OfferedPages,
  stopping: () => boolean,
): ScopeSync => {
  const { store, now, snapshotEvery = defaultSnapshotEvery } = parts.options;
  const { scopeId, genesis } = parts.row;
  let state: RelayState | undefined;
  /** Whether what could not be read was tried since the scope was opened: keys may have come in between. */
  let triedUnread = false;

  const stateFor = ({ relayId }: PinnedRelay) => {
    if (state?.relayId === relayId) return done(state);
    const opened = openRelayState(store, scopeId, relayId, now);
    if (opened.ok) state = opened.value;
    return opened;
  };

  /** A scope that the relay does not know is opened, if nothing of it was ever there. */
  const opening = async <Value extends { readonly ok: true }>(
    link: RelayLink,
    work: () => Promise<Value | SyncFault>,
  ): Promise<Value | SyncFault> => {
    const first = await work();
    if (first.ok || first.code !== 'scope_unknown' || link.state.get().newest !== undefined) return first;
    const opened = await link.client.openScope(scopeId, genesis);
    return opened.ok ? work() : opened;
  };

  /** Whether nothing is left that could be read by now. */
  const isReadOut = (link: RelayLink): boolean => triedUnread || link.state.get().unread.length === 0;

  const fetch = async (link: RelayLink, relay: PinnedRelay): Promise<PullResult> => {
    const pulled = await opening(link, () => pull(link));
    if (!pulled.ok) return pulled;
    const checked = await checkGossip(link, relay, pulled.value.gossip);
    if (!checked.ok) return checked;
    if (link.state.get().unread.length === 0 || (triedUnread && !pulled.value.unlocks)) return pulled;
    triedUnread = true;
    const again = await readAgain(link);
    if (!again.ok) return again;
    return done(joinPulled(pulled.value, again.value));
  };

  return {
    state: () => state,
    forget: () => {
      state = undefined;
    },
    run: async (client, tidings, mayRest) => {
      const relay = await client.relay();
      if (!relay.ok) return relay;
      const opened = stateFor(relay.value);
      if (!opened.ok) return opened;
      const link: RelayLink = { parts, core, client, state: opened.value, offered, mayRest, stopping };
      const proved = link.state.get().contradiction;
      if (proved !== undefined) return failed('heads_contradict', proved.message);
      let [sent, received, told, current] = [0, 0, false, false];
      const decisions: Decision[] = [];
      const snapshots: SnapshotReport[] = [];
      for (let round = 0; round < maxRounds && !stopping(); round += 1) {
        const pushed = await opening(link, () => pushOnce(link));
        if (!pushed.ok) return pushed;
        sent += pushed.value.sent;
        // With nothing of others in between, an answer to what was sent is one to what there is to fetch.
        const behind = !isRead(link.state.get());
        current ||= pushed.value.sent > 0;
        if (pushed.value.more && !behind) continue;
        if (current && !behind && isReadOut(link)) break;
        const pulled = await fetch(link, relay.value);
        if (!pulled.ok) return pulled;
        current = true;
        received += pulled.value.fresh;
        decisions.push(...pulled.value.decisions);
        if (pulled.value.snapshot !== undefined) snapshots.push(pulled.value.snapshot);
        if (pulled.value.writes && !told) {
          told = true;
          await tidings.queue(link.state);
        }
        const left = store.outboxLength(scopeId);
        if (!left.ok) return left;
        if (left.value === 0) break;
      }
      // Who writes makes them: a device that only reads would fetch each one to see that it is not due.
      const made = sent > 0 ? await makeSnapshot(link, snapshotEvery) : undefined;
      if (made !== undefined) snapshots.push(made);
      return done({ sent, received, decisions, ...(snapshots.length > 0 && { snapshots }) });
    },
  };
};
