import type { Decision, Engine, LocalChange } from '@sourceos/sync-kernel';
import type { DeviceScope, ScopeEvent } from '../device/device.js';
import type { Store } from '../store/store.js';
import type { SupervisorListener } from './events.js';
import { createOutgoing } from './outgoing.js';
import { createRecordHealth, type RecordHealth } from './record-health.js';
import type { ScopeRunner } from './scope-runner.js';

/** What the supervisor keeps of one open scope. It is made anew when the scope is opened with other engines. */
export interface AttachedScope {
  readonly scope: DeviceScope;
  readonly runner: ScopeRunner;
  readonly health: (engine: Engine) => RecordHealth;
  readonly outgoing: (collection: LocalChange['collection']) => number;
  readonly detach: () => void;
}

export interface AttachOptions {
  readonly scope: DeviceScope;
  readonly store: Pick<Store, 'outbox'>;
  readonly runner: ScopeRunner;
  readonly engineOf: (collection: string) => Engine | undefined;
  readonly emit: SupervisorListener;
  /** Decisions about one engine's writes, after they were told. */
  readonly decided: (engine: Engine, decisions: readonly Decision[]) => void;
  /** Something happened by which states may be others. */
  readonly moved: () => void;
}

const byCollection = (decisions: readonly Decision[]): ReadonlyMap<string | undefined, readonly Decision[]> => {
  const groups = new Map<string | undefined, Decision[]>();
  for (const decision of decisions) {
    const group = groups.get(decision.collection);
    if (group === undefined) groups.set(decision.collection, [decision]);
    else group.push(decision);
  }
  return groups;
};

export const attachScope = (options: AttachOptions): AttachedScope => {
  const { scope, store, runner, engineOf, emit, decided, moved } = options;
  const { scopeId } = scope;
  const outgoing = createOutgoing(store, scopeId);
  const healths = new Map<string, RecordHealth>();
  let waiting = outgoing.count();
  let waitingEntries = scope.connection().outgoing;
  let stale = false;

  const health = (engine: Engine): RecordHealth => {
    const { collection } = engine.manifest;
    const known = healths.get(collection);
    if (known !== undefined) return known;
    const made = createRecordHealth(scope.replica, engine);
    healths.set(collection, made);
    return made;
  };

  /** Counts what waits anew, and tells what went since. */
  const recount = (): void => {
    stale = false;
    const before = waiting;
    waiting = outgoing.count();
    for (const [collection, amount] of before) {
      const gone = amount - (waiting.get(collection) ?? 0);
      const engine = engineOf(collection);
      if (gone > 0 && engine !== undefined) {
        emit({ kind: 'sent', engineId: engine.manifest.engineId, scopeId, writes: gone });
      }
    }
  };

  const onDecided = ({ decisions, local }: Extract<ScopeEvent, { kind: 'decided' }>): void => {
    for (const [collection, group] of byCollection(decisions)) {
      const engine = collection === undefined ? undefined : engineOf(collection);
      const engineId = engine?.manifest.engineId;
      if (engine !== undefined && engineId !== undefined) {
        healths.get(engine.manifest.collection)?.touched(group);
        emit({ kind: local ? 'queued' : 'received', engineId, scopeId, writes: group.length });
      }
      emit({ kind: 'decided', engineId, scopeId, decisions: group });
      if (engine !== undefined) decided(engine, group);
    }
  };

  const off = scope.on((event) => {
    switch (event.kind) {
      case 'decided':
        stale ||= event.local;
        onDecided(event);
        if (event.local) runner.poke();
        break;
      case 'control':
        for (const each of healths.values()) each.moved();
        break;
      case 'connection':
        if (event.connection.outgoing !== waitingEntries) recount();
        waitingEntries = event.connection.outgoing;
    }
    moved();
  });

  return {
    scope,
    runner,
    health,
    outgoing: (collection) => {
      if (stale) recount();
      return waiting.get(collection) ?? 0;
    },
    detach: () => {
      off();
      runner.stop();
    },
  };
};
