import type { ControlView } from '../control/control-view.js';
import type { Engine } from '../engine/engine.js';
import type { PolicyView } from '../policy/policy-view.js';
import type { Collection } from '../replica/collection.js';
import type { DeviceLog } from '../replica/device-log.js';
import type { ScopeKey } from '../replica/replica.js';
import type { Crypto } from '../wire/crypto.js';
import type { ArrivedWrite } from './arrived-write.js';

/** What the stages of the gate may read: the device's own facts and what is held so far. */
export interface GateContext {
  /** The receiver's clock, milliseconds since the epoch. */
  readonly now: number;
  readonly scopeId: string;
  /** Every profile, workspace and org that the device belongs to. */
  readonly memberOf: readonly string[];
  readonly deviceId: string;
  readonly crypto: Crypto;
  readonly control: ControlView;
  /** The policy that judges a write; undefined where there is none. */
  readonly policy: (write: ArrivedWrite) => PolicyView | undefined;
  readonly scopeKey: ScopeKey;
  readonly engine: (collection: string) => Engine | undefined;
  readonly collection: (engine: Engine) => Collection;
  readonly deviceLog: (deviceId: string) => DeviceLog;
  /** How many objects of the write's collection its device deletes around its time. */
  readonly deletions: (write: ArrivedWrite) => number;
}
