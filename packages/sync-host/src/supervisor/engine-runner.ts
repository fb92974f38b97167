import {
  reasonOf,
  type AuthoredBatch,
  type Decision,
  type Engine,
  type LocalChange,
  type Pile,
} from '@sourceos/sync-kernel';
import type { DeviceScope, WriteCode } from '../device/device.js';
import { failed, type HostFailure, type HostResult } from '../failure.js';
import { backOff, type BackOffLimits } from '../relay-client/back-off.js';
import { hookFault } from './hook-fault.js';
import type { SupervisorListener } from './events.js';
import type { Schedule } from './schedule.js';

/** Why an engine did not write. */
export type EngineWriteCode =
  | WriteCode
  /** The engine is off. */
  | 'engine_disabled'
  /** Policy forbids the engine to sync. */
  | 'policy_blocked'
  /** The engine is to run without a relay, and the scope has one: what is written there would leave. */
  | 'local_only'
  /** No scope of the device is the engine's. */
  | 'not_configured'
  /** A hook of the engine threw: only its own writes stop. */
  | 'engine_failed'
  /** The engine failed a moment ago, and is left alone until it is tried again. */
  | 'backing_off'
  /** More changes wait than the queue holds. */
  | 'queue_full'
  /** The supervisor stopped before the change could be written. */
  | 'stopped';

type WriteResult = HostResult<AuthoredBatch, EngineWriteCode>;

/** Where an engine writes to, or why it may not. */
export type WriteTarget = () => HostResult<DeviceScope, EngineWriteCode>;

/** One engine's own work: its queue, its failures, its back-off. No other engine waits for any of it. */
export interface EngineRunner {
  /** Writes now, or says why not. */
  readonly write: (target: WriteTarget, changes: readonly LocalChange[]) => WriteResult;
  /** Writes as soon as it can be done: what fails for a while waits in the engine's queue. Resolves when it is durable. */
  readonly submit: (target: WriteTarget, changes: readonly LocalChange[]) => Promise<WriteResult>;
  /** Notes what the gate decided about the engine's writes. Returns whether a hook threw there. */
  readonly noted: (decisions: readonly Decision[]) => boolean;
  /** Failures since the engine last succeeded. */
  readonly errors: () => Pile;
  readonly failures: () => number;
  /** When it is tried again, while it backs off. */
  readonly retryAt: () => number | undefined;
  readonly waiting: () => number;
  readonly stop: () => void;
}

export interface EngineRunnerOptions {
  readonly engine: Engine;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly schedule: Schedule;
  readonly limits: BackOffLimits;
  readonly emit: SupervisorListener;
}

/** Changes that may wait; a person who types does not get there. */
const maxWaiting = 1_000;
/** Attempts after which a change is given back: the engine fails on this one for good. */
const maxAttempts = 8;

/** What may be otherwise in a moment. */
const passing: ReadonlySet<EngineWriteCode> = new Set([
  'busy',
  'no_scope_key',
  'epoch_due',
  'locked',
  'engine_failed',
  'backing_off',
]);

interface Waiting {
  readonly target: WriteTarget;
  readonly changes: readonly LocalChange[];
  readonly settle: (result: WriteResult) => void;
  attempts: number;
}

export const createEngineRunner = (options: EngineRunnerOptions): EngineRunner => {
  const { engine, now, random, schedule, limits, emit } = options;
  const { engineId } = engine.manifest;
  const queue: Waiting[] = [];
  let failures = 0;
  let until: number | undefined;
  let message = '';
  let cancel: (() => void) | undefined;

  const fail = (why: string): HostFailure<'engine_failed'> => {
    failures += 1;
    message = why;
    until = now() + backOff(failures, random, limits);
    const failure = failed('engine_failed', `${engineId} failed and is left alone for a moment: ${why}`);
    emit({ kind: 'failed', engineId, code: failure.code, message: failure.message, retryAt: until });
    return failure;
  };

  const succeed = (): void => {
    failures = 0;
    until = undefined;
  };

  /** A write from elsewhere on which a rule throws is kept apart by the gate, and stops no write of this device. */
  const noted = (decisions: readonly Decision[]): boolean => {
    const threw = decisions.some(({ reasons }) => reasons.some(({ detail }) => detail === 'engine_failed'));
    if (threw) {
      failures += 1;
      message = 'a rule of the domain threw on a write, which is kept apart.';
      emit({ kind: 'failed', engineId, code: 'engine_failed', message: `${engineId}: ${message}` });
    } else if (decisions.length > 0 && (until === undefined || until <= now())) {
      succeed();
    }
    return threw;
  };

  const attempt = (target: WriteTarget, changes: readonly LocalChange[]): WriteResult => {
    const scope = target();
    if (!scope.ok) return scope;
    try {
      return scope.value.write(changes);
    } catch (error) {
      const fault = hookFault(engine, changes);
      if (fault === undefined) throw error;
      return fail(`a hook threw (${fault}).`);
    }
  };

  const write = (target: WriteTarget, changes: readonly LocalChange[]): WriteResult =>
    until !== undefined && now() < until
      ? failed('backing_off', `${engineId} failed a moment ago (${message}); it is tried again by itself.`)
      : attempt(target, changes);

  const plan = (): void => {
    if (cancel !== undefined || queue.length === 0) return;
    const [first] = queue;
    const wait = until === undefined ? backOff(first?.attempts ?? 1, random, limits) : until - now();
    cancel = schedule(
      () => {
        cancel = undefined;
        drain();
      },
      Math.max(1, wait),
    );
  };

  const drain = (): void => {
    for (let [first] = queue; first !== undefined; [first] = queue) {
      const result = write(first.target, first.changes);
      if (!result.ok && result.code !== 'backing_off') first.attempts += 1;
      if (!result.ok && passing.has(result.code) && first.attempts < maxAttempts) break;
      queue.shift();
      first.settle(result);
    }
    plan();
  };

  return {
    write,
    submit: (target, changes) => {
      // Behind what waits already: an engine's changes keep their order.
      const result = queue.length === 0 ? write(target, changes) : undefined;
      if (result !== undefined && (result.ok || !passing.has(result.code))) return Promise.resolve(result);
      if (queue.length >= maxWaiting) {
        return Promise.resolve(failed('queue_full', `${String(maxWaiting)} changes of ${engineId} wait already.`));
      }
      return new Promise((settle) => {
        queue.push({ target, changes, settle, attempts: result === undefined ? 0 : 1 });
        plan();
      });
    },
    noted,
    failures: () => failures,
    errors: () =>
      failures === 0
        ? { count: 0, reasons: [] }
        : { count: failures, reasons: [reasonOf('engine_failed', { evidence: { message } })] },
    retryAt: () => (until !== undefined && now() < until ? until : undefined),
    waiting: () => queue.length,
    stop: () => {
      cancel?.();
      cancel = undefined;
      for (const { settle } of queue.splice(0)) {
        settle(failed('stopped', 'The supervisor stopped before the change could be written.'));
      }
    },
  };
};
