import type {
  AuthoredBatch,
  EngineFacts,
  EngineReport,
  HostReport,
  LocalChange,
  PolicyView,
} from '@sourceos/sync-kernel';
import type { Engine, StateReport } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { Device, SyncReport, WriteCode } from '../device/device.js';
import type { HostResult } from '../failure.js';
import type { BackOffLimits } from '../relay-client/back-off.js';
import type { StoreCode } from '../store/store-code.js';
import type { Store } from '../store/store.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { EngineSettings } from './engine-settings.js';
import type { EngineWriteCode } from './engine-runner.js';
import type { SupervisorListener } from './events.js';
import type { Preview } from './preview.js';
import type { Schedule } from './schedule.js';
import type { SyncCode } from './scope-runner.js';
import type { UnopenedDevice } from './unopened.js';

export interface SupervisorOptions {
  /** The device, or why there is none yet: a host without keys has states too. */
  readonly device: Device | UnopenedDevice;
  readonly store: Store;
  /** Every engine that may run here: those that the device was given. */
  readonly engines: readonly Engine[];
  /** What was chosen; the device's `runs` asks the same. */
  readonly settings: EngineSettings;
  readonly crypto: Crypto;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to below 1, for jitter alone. */
  readonly random: () => number;
  /** The policy in force; by default the bundles that the scopes of the device hold. */
  readonly policy?: PolicyView;
  /** The URN of the network in use, where the host knows it: policy may distrust it. */
  readonly network?: () => string | undefined;
  readonly schedule?: Schedule;
  /** Milliseconds between syncs that nothing hints at; 60,000 by default. */
  readonly syncEvery?: number;
  readonly backOff?: BackOffLimits;
  /** By default nothing is measured. */
  readonly telemetry?: Telemetry;
}

/** An engine in one scope. */
export interface ScopeStatus {
  readonly scopeId: string | undefined;
  readonly facts: EngineFacts;
  readonly report: StateReport;
}

/** One engine: the state of its gravest scope, and every scope. */
export interface EngineStatus extends EngineReport {
  readonly scopes: readonly ScopeStatus[];
  /** Objects in force that do not fit their schema, the first of them. */
  readonly invalid: readonly string[];
  /** While the engine backs off: when it is tried again. */
  readonly retryAt?: number;
  /** Changes that could not be written yet. */
  readonly waiting: number;
}

export interface HostStatus {
  readonly host: HostReport;
  readonly engines: readonly EngineStatus[];
}

/** Why a choice was not carried out. */
export type ChoiceCode = WriteCode | 'unknown_engine';

/**
 * Hosts the engines: each with its own queue, state, back-off and failures, so that none stops another. What engines
 * share is the way of a scope to its relay: a device has one contiguous log a scope, in which no engine's batch can wait
 * while a later one goes.
 */
export interface Supervisor {
  /** Follows the relays and syncs now and then, until `stop`. Validates what is in force. */
  readonly start: () => void;
  readonly stop: () => void;
  readonly status: () => HostStatus;
  /** Writes now, in the engine's scope: durable and in force when it returns ok. Without `scopeId`, in its first. */
  readonly write: (
    engineId: string,
    changes: readonly LocalChange[],
    scopeId?: string,
  ) => HostResult<AuthoredBatch, EngineWriteCode | 'unknown_engine'>;
  /** Writes as soon as it can be done; resolves when it is durable. What waits is in memory: it was acknowledged to nobody. */
  readonly submit: (
    engineId: string,
    changes: readonly LocalChange[],
    scopeId?: string,
  ) => Promise<HostResult<AuthoredBatch, EngineWriteCode | 'unknown_engine'>>;
  readonly sync: (scopeId: string) => Promise<HostResult<SyncReport, SyncCode>>;
  readonly enable: (engineId: string) => Promise<HostResult<undefined, ChoiceCode>>;
  readonly disable: (engineId: string) => Promise<HostResult<undefined, ChoiceCode>>;
  /** Switches sync on or off for the whole profile. Local writes go on, and wait to be sent. */
  readonly setProfileEnabled: (on: boolean) => HostResult<undefined, StoreCode>;
  /** The engine runs without a relay: nothing of it is written into a scope that has one. */
  readonly setLocalOnly: (engineId: string, on: boolean) => HostResult<undefined, ChoiceCode>;
  /** Chooses the scopes of an engine; `undefined`: those that its manifest names. */
  readonly assign: (
    engineId: string,
    scopeIds: readonly string[] | undefined,
  ) => Promise<HostResult<undefined, ChoiceCode>>;
  /** What enabling the engine would change: nothing of it happens. */
  readonly preview: (
    engineId: string,
    scopeId?: string,
    most?: number,
  ) => HostResult<Preview, StoreCode | 'unknown_engine' | 'not_configured'>;
  /** Validates the records in force; they stay watched from then on. */
  readonly validate: (engineId?: string) => void;
  readonly on: (listener: SupervisorListener) => () => void;
}
