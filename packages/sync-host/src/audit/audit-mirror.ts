import type { AuthoredBatch, Engine, JsonObject, LocalChange } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { DeviceScope } from '../device/device.js';
import { done, failed, type HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AuditRow } from '../store/rows.js';
import type { StoreCode } from '../store/store-code.js';
import type { Store } from '../store/store.js';
import type { EngineWriteCode } from '../supervisor/engine-runner.js';
import type { AuditEvent } from './decision-events.js';
import { readEvent } from './read-event.js';
import { devicePosition, scopeEvent } from './scope-event.js';

export interface AuditMirrorOptions {
  readonly store: Pick<Store, 'audit' | 'setting' | 'setSetting'>;
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly keyring: Pick<Keyring, 'deviceId' | 'personId'>;
  readonly engines: readonly Engine[];
  readonly now: () => number;
  /** Whether the engine runs in the scope. */
  readonly runs: (scopeId: string, engine: Engine) => boolean;
  readonly write: (
    engine: Engine,
    changes: readonly LocalChange[],
    scopeId: string,
  ) => HostResult<AuthoredBatch, EngineWriteCode>;
}

/**
 * Carries what the device recorded about a scope into the scope's own logs of events: those of the engines that declare
 * `recordEvent` and run there. What is about such an engine's own writes stays on the device: two devices that refuse
 * each other's entries would otherwise record that for ever.
 */
export interface AuditMirror {
  /**
   * Writes what is new, in batches, and says how many events. At most 4,096 a call: more waits for the next one. What
   * failed half-way goes on where the scope's log ends, so that nothing is there twice or left out.
   */
  readonly carry: (scope: DeviceScope) => HostResult<number, EngineWriteCode | StoreCode>;
}

/** Rows that are read, and at most written, at a time. */
const page = 256;
const pages = 16;

interface Recording extends Engine {
  readonly recordEvent: NonNullable<Engine['recordEvent']>;
}

const isRecording = (engine: Engine): engine is Recording => engine.recordEvent !== undefined;

export const createAuditMirror = (options: AuditMirrorOptions): AuditMirror => {
  const { store, crypto, keyring, engines, now, runs, write } = options;
  const recording = engines.filter(isRecording);
  const apart = new Set(recording.map(({ manifest }) => manifest.collection));
  /** How far each log has come; read from the store and the log itself when it is first asked for. */
  const reached = new Map<string, number>();
  let carrying = false;

  const nameOf = ({ scopeId }: DeviceScope, { manifest }: Engine): string =>
    `audit.carried.${manifest.engineId}.${scopeId}`;

  /** The newest event of the device's own in the scope's log; bodies before it may be gone. */
  const newest = ({ replica }: DeviceScope, { manifest: { collection } }: Engine): JsonObject | undefined => {
    const ids = replica.log(collection, keyring.deviceId);
    for (let index = ids.length - 1; index >= 0; index -= 1) {
      const writeId = ids[index] ?? '';
      const objectId = replica.decision(writeId)?.objectId;
      const view = objectId === undefined ? undefined : replica.view(collection, objectId);
      const record = view?.inForce.includes(writeId) === true ? view.record : undefined;
      if (typeof record?.eventHash === 'string') return record;
    }
    return undefined;
  };

  const start = (scope: DeviceScope, engine: Engine): HostResult<number, StoreCode> => {
    const known = reached.get(nameOf(scope, engine));
    if (known !== undefined) return done(known);
    const kept = store.setting(nameOf(scope, engine));
    if (!kept.ok) return kept;
    // A process that ended between the entry and the note about it left the entry ahead of the note.
    return done(Math.max(Number(kept.value ?? 0), devicePosition(newest(scope, engine) ?? {})));
  };

  /** A critical collection takes nothing from whom the root did not entrust it to: what waits goes once it has. */
  const mayWrite = (scope: DeviceScope, { manifest: { collection, policyClass } }: Engine): boolean => {
    if (policyClass !== 'critical') return true;
    const { deviceId, personId: authorId } = keyring;
    const n = (scope.replica.acknowledged().get(deviceId) ?? 0) + 1;
    return scope.control().delegation({ deviceId, authorId, collection, n, wall: now(), role: 'write' }) === undefined;
  };

  const changesOf = (scope: DeviceScope, engine: Recording, rows: readonly AuditRow[]): readonly LocalChange[] => {
    const events = rows.flatMap(({ position, scopeId, bytes }) => {
      // What cannot be read any more is said by whoever verifies the device's log.
      const read = scopeId === scope.scopeId ? readEvent(crypto, bytes) : undefined;
      return read?.ok === true && !apart.has(read.event.policyDomain) ? [{ position, event: read.event }] : [];
    });
    if (events.length === 0) return [];
    const last = newest(scope, engine)?.eventHash;
    let previous = typeof last === 'string' ? last : undefined;
    return events.map(({ position, event }) => {
      const made = scopeEvent(crypto, event, position, previous);
      // What would be taken out on the way is taken out now: the next one links to what is left.
      const record = engine.redact(made as unknown as JsonObject).record as unknown as AuditEvent;
      previous = record.eventHash;
      return engine.recordEvent(record);
    });
  };

  /** A hook of the engine that throws stops nothing but what goes into this engine's log, and is asked again next time. */
  const contained = (
    engine: Engine,
    make: () => readonly LocalChange[],
  ): HostResult<readonly LocalChange[], 'engine_failed'> => {
    try {
      return done(make());
    } catch {
      return failed('engine_failed', `${engine.manifest.engineId}: a hook threw (recordEvent or redact).`);
    }
  };

  const carryInto = (scope: DeviceScope, engine: Recording): HostResult<number, EngineWriteCode | StoreCode> => {
    if (!mayWrite(scope, engine)) return done(0);
    const name = nameOf(scope, engine);
    let carried = 0;
    for (let turn = 0; turn < pages; turn += 1) {
      const after = start(scope, engine);
      if (!after.ok) return after;
      const rows = store.audit(after.value, page);
      if (!rows.ok) return rows;
      const last = rows.value.at(-1);
      if (last === undefined) break;
      const changes = contained(engine, () => changesOf(scope, engine, rows.value));
      if (!changes.ok) return changes;
      if (changes.value.length > 0) {
        reached.delete(name);
        const written = write(engine, changes.value, scope.scopeId);
        if (!written.ok) return written;
        carried += changes.value.length;
      }
      const kept = store.setSetting(name, String(last.position));
      if (!kept.ok) return kept;
      reached.set(name, last.position);
      if (rows.value.length < page) break;
    }
    return done(carried);
  };

  return {
    carry: (scope) => {
      // To write is to tell of it, and who hears that may ask to sync, which carries.
      if (carrying) return done(0);
      carrying = true;
      try {
        let carried = 0;
        for (const engine of recording) {
          if (!runs(scope.scopeId, engine)) continue;
          const into = carryInto(scope, engine);
          if (!into.ok) return into;
          carried += into.value;
        }
        return done(carried);
      } finally {
        carrying = false;
      }
    },
  };
};
