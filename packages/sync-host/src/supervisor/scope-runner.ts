import type { DeviceScope, SyncReport } from '../device/device.js';
import { failed, type HostResult } from '../failure.js';
import { backOff, type BackOffLimits } from '../relay-client/back-off.js';
import type { RelayFailure } from '../relay-client/relay-failure.js';
import type { StoreCode } from '../store/store-code.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { SupervisorListener } from './events.js';
import type { Schedule } from './schedule.js';

/** Why a scope did not sync. */
export type SyncCode =
  | RelayFailure
  | StoreCode
  /** Sync is off for the profile, or every engine of the scope is off, local or blocked. */
  | 'sync_off';

/** The way of one scope to its relay: follows the feed, and pulls and pushes now and then, with back-off. */
export interface ScopeRunner {
  readonly sync: () => Promise<HostResult<SyncReport, SyncCode>>;
  readonly start: () => void;
  readonly stop: () => void;
  /** Whether it may sync was decided anew, or there is something to send. */
  readonly poke: () => void;
}

export interface ScopeRunnerOptions {
  readonly scope: DeviceScope;
  /** Whether any engine of the scope is meant to reach a relay now. */
  readonly maySync: () => boolean;
  /** Writes what is to go along. */
  readonly beforeSync: () => void;
  /** Milliseconds between syncs that nothing hints at. */
  readonly every: number;
  readonly limits: BackOffLimits;
  readonly now: () => number;
  readonly random: () => number;
  readonly schedule: Schedule;
  readonly emit: SupervisorListener;
  readonly telemetry: Telemetry;
}

export const createScopeRunner = (options: ScopeRunnerOptions): ScopeRunner => {
  const { scope, maySync, beforeSync, every, limits, now, random, schedule, emit, telemetry } = options;
  const { scopeId } = scope;
  let running = false;
  let failures = 0;
  let cancel: (() => void) | undefined;
  let unfollow: (() => void) | undefined;
  let syncing = false;

  const quiet = (): void => {
    unfollow?.();
    unfollow = undefined;
  };

  /** Waits between half and the whole of a time, so that devices which began together part. */
  const jittered = (milliseconds: number): number => Math.floor(milliseconds * (0.5 + random() / 2));

  const sync = async (): Promise<HostResult<SyncReport, SyncCode>> => {
    if (!maySync()) return failed('sync_off', 'No engine of the scope is meant to sync now: see its state.');
    beforeSync();
    const result = await telemetry.spanAsync('sourceos.sync', {}, () => scope.sync());
    if (result.ok) {
      failures = 0;
      telemetry.count('sourceos.sync.sent', result.value.sent);
      telemetry.count('sourceos.sync.received', result.value.received);
    } else {
      failures += 1;
      telemetry.count('sourceos.sync.failures', 1, { code: result.code });
    }
    return result;
  };

  const plan = (milliseconds: number): void => {
    cancel?.();
    cancel = running ? schedule(tick, milliseconds) : undefined;
  };

  const round = async (): Promise<void> => {
    unfollow ??= scope.follow();
    const result = await sync();
    if (result.ok || result.code === 'sync_off') {
      plan(jittered(every));
      return;
    }
    const asked = scope.connection().failure?.retryAt ?? 0;
    const wait = Math.max(backOff(failures, random, limits), asked - now());
    emit({ kind: 'failed', scopeId, code: result.code, message: result.message, retryAt: now() + wait });
    plan(wait);
  };

  const tick = (): void => {
    cancel = undefined;
    if (!running || syncing) return;
    if (!maySync()) {
      quiet();
      plan(jittered(every));
      return;
    }
    syncing = true;
    void round().finally(() => {
      syncing = false;
    });
  };

  return {
    sync,
    start: () => {
      if (running) return;
      running = true;
      tick();
    },
    stop: () => {
      running = false;
      cancel?.();
      cancel = undefined;
      quiet();
    },
    poke: () => {
      if (!running) return;
      // What must not be sent is not followed either, from this moment on.
      if (!maySync()) quiet();
      // A relay that failed is not asked sooner because somebody writes.
      else if (!syncing && failures === 0) tick();
    },
  };
};
