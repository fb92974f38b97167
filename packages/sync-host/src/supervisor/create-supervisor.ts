import {
  deriveHostState,
  deriveState,
  type Engine,
  type EngineFacts,
  type Pile,
  type PolicyView,
} from '@sourceos/sync-kernel';
import { storeCodes } from '../store/store-code.js';
import type { DeviceScope } from '../device/device.js';
import { done, failed, type HostFailure, type HostResult } from '../failure.js';
import { backOff, backOffLimits } from '../relay-client/back-off.js';
import { noTelemetry } from '../telemetry/telemetry.js';
import { attachScope, type AttachedScope } from './attached-scope.js';
import { engineFacts } from './engine-facts.js';
import { createEngineRunner, type EngineRunner, type EngineWriteCode, type WriteTarget } from './engine-runner.js';
import { createListeners } from './events.js';
import { devicePolicy, distrustsNetwork, enginePolicy, type EnginePolicy } from './host-policy.js';
import { previewEngine } from './preview.js';
import { processSchedule } from './schedule.js';
import { createScopeRunner } from './scope-runner.js';
import type { ChoiceCode, EngineStatus, ScopeStatus, Supervisor, SupervisorOptions } from './supervisor.js';
import { isOpen } from './unopened.js';
import { waitingPiles, type WaitingPiles } from './waiting-piles.js';

const nothing: Pile = { count: 0, reasons: [] };
const allowed: PolicyView = { evaluate: () => ({ effect: 'allow', byDefault: true, because: '' }) };

const unknownEngine = (engineId: string): HostFailure<'unknown_engine'> =>
  failed('unknown_engine', `No engine here is called ${engineId.slice(0, 100)}.`);

export const createSupervisor = (options: SupervisorOptions): Supervisor => {
  const { device, store, engines, settings, crypto, now, random } = options;
  const { schedule = processSchedule, telemetry = noTelemetry, backOff: limits = backOffLimits } = options;
  const listeners = createListeners();
  const policy = options.policy ?? (isOpen(device) ? devicePolicy(device, engines) : allowed);
  const byId = new Map(engines.map((engine) => [engine.manifest.engineId, engine] as const));
  const byCollection = new Map(engines.map((engine) => [engine.manifest.collection, engine] as const));
  const runners = new Map<string, EngineRunner>();
  const attached = new Map<string, AttachedScope>();
  const shown = new Map<string, EngineStatus['state']>();
  let started = false;
  let announcing: (() => void) | undefined;

  for (const engine of engines) {
    const runner = createEngineRunner({ engine, now, random, schedule, limits, emit: listeners.emit });
    runners.set(engine.manifest.engineId, runner);
  }
  const runnerOf = ({ manifest }: Engine): EngineRunner => {
    const runner = runners.get(manifest.engineId);
    if (runner === undefined) throw new TypeError(`${manifest.engineId} is no engine of this supervisor.`);
    return runner;
  };

  /** Who asks the policy: person, device and scope, by URN. */
  const subjectsIn = (scopeId: string | undefined): readonly string[] => [
    ...(isOpen(device) ? [device.keyring.personId, device.keyring.deviceId] : []),
    ...(scopeId === undefined ? [] : [scopeId]),
  ];
  const policyOf = (engine: Engine, scopeId: string | undefined): EnginePolicy =>
    enginePolicy(policy, engine, subjectsIn(scopeId));
  const networkDistrusted = (scopeId: string | undefined): boolean =>
    distrustsNetwork(policy, subjectsIn(scopeId), options.network?.());

  /** Whether the scope is to reach its relay: not where each of its engines is meant to have none. */
  const maySync = (scopeId: string): boolean => {
    if (!settings.profileEnabled() || networkDistrusted(scopeId)) return false;
    const running = engines.filter((engine) => settings.runs(scopeId, engine));
    const meant = running.filter((engine) => {
      const { denied, localOnly } = policyOf(engine, scopeId);
      return denied.length === 0 && !localOnly && !settings.localOnly(engine);
    });
    // Without an engine there are members and keys to follow all the same.
    return running.length === 0 || meant.length > 0;
  };

  const detach = (scopeId: string): void => {
    attached.get(scopeId)?.detach();
    attached.delete(scopeId);
  };

  const retryKeptApart = (scope: DeviceScope, runner: EngineRunner): void => {
    schedule(
      () => {
        if (started && attached.get(scope.scopeId)?.scope === scope) scope.judgeAgain();
      },
      backOff(runner.failures(), random, limits),
    );
  };

  const attach = (scope: DeviceScope): void => {
    const runner = createScopeRunner({
      scope,
      maySync: () => maySync(scope.scopeId),
      every: options.syncEvery ?? 60_000,
      limits,
      now,
      random,
      schedule,
      emit: listeners.emit,
      telemetry,
    });
    const here = attachScope({
      scope,
      store,
      runner,
      engineOf: (collection) => byCollection.get(collection),
      emit: listeners.emit,
      decided: (engine, decisions) => {
        for (const { outcome, reasons } of decisions) {
          telemetry.count('sourceos.sync.decisions', 1, {
            engine: engine.manifest.engineId,
            outcome,
            reason: reasons[0]?.code ?? 'none',
          });
        }
        if (runnerOf(engine).noted(decisions)) retryKeptApart(scope, runnerOf(engine));
      },
      moved: announceSoon,
    });
    attached.set(scope.scopeId, here);
    if (started) {
      for (const engine of engines) if (settings.runs(scope.scopeId, engine)) here.health(engine).validate();
      runner.start();
    }
  };

  /** Takes in scopes that the device opened or opened anew since. */
  const follow = (): void => {
    if (!isOpen(device)) return;
    for (const scope of device.scopes()) {
      if (attached.get(scope.scopeId)?.scope === scope) continue;
      detach(scope.scopeId);
      attach(scope);
    }
  };

  const scopeRows = () => {
    const rows = store.scopes();
    return rows.ok ? rows.value : [];
  };

  const errorsOf = (engine: Engine, scope: DeviceScope | undefined): Pile => {
    const own = runnerOf(engine).errors();
    const code = scope?.connection().failure?.code;
    // Disk full, a damaged store: nothing of it is lost, and no engine is well while it lasts.
    return code !== undefined && Object.hasOwn(storeCodes, code) ? { ...own, count: own.count + 1 } : own;
  };

  const factsOf = (engine: Engine, scopeId: string | undefined, piles: (scope: DeviceScope) => WaitingPiles) => {
    const rows = scopeRows();
    const here = scopeId === undefined ? undefined : attached.get(scopeId);
    const { collection } = engine.manifest;
    const runs = scopeId !== undefined && settings.runs(scopeId, engine);
    const waits = here === undefined ? undefined : piles(here.scope);
    const health = runs ? here?.health(engine) : undefined;
    return engineFacts({
      engine,
      device,
      scopeIds: rows.map((row) => row.scopeId),
      scope: here?.scope,
      scopeConfigured: scopeId !== undefined,
      relayConfigured: rows.some((row) => row.scopeId === scopeId && row.relayUrl !== undefined),
      profileEnabled: settings.profileEnabled(),
      engineEnabled: settings.engineEnabled(engine),
      localOnlyChosen: settings.localOnly(engine),
      policy: policyOf(engine, scopeId),
      networkDistrusted: networkDistrusted(scopeId),
      outgoing: (here?.outgoing(collection) ?? 0) + runnerOf(engine).waiting(),
      conflicts: health?.conflicts() ?? nothing,
      review: waits?.review.get(collection) ?? nothing,
      quarantine: waits?.quarantine.get(collection) ?? nothing,
      validation: health?.validation() ?? 'not_run',
      errors: errorsOf(engine, here?.scope),
    });
  };

  const statusOf = (engine: Engine, piles: (scope: DeviceScope) => WaitingPiles): EngineStatus => {
    const chosen = settings.scopesOf(engine);
    const scopes: readonly ScopeStatus[] = (chosen.length === 0 ? [undefined] : chosen).map((scopeId) => {
      const facts: EngineFacts = factsOf(engine, scopeId, piles);
      return { scopeId, facts, report: deriveState(facts) };
    });
    const reports = scopes.map(({ report }) => report);
    const [first, ...others] = reports;
    if (first === undefined) throw new Error('An engine without a scope has a report too.');
    const worst = others.reduce((least, report) => (report.rank < least.rank ? report : least), first);
    const retryAt = runnerOf(engine).retryAt();
    const invalid = chosen.flatMap((scopeId) =>
      settings.runs(scopeId, engine) ? (attached.get(scopeId)?.health(engine).invalid(20) ?? []) : [],
    );
    return {
      ...worst,
      reasons: reports.flatMap((report) => report.reasons),
      engineId: engine.manifest.engineId,
      scopes,
      invalid,
      waiting: runnerOf(engine).waiting(),
      ...(retryAt === undefined ? {} : { retryAt }),
    };
  };

  const statuses = (): readonly EngineStatus[] => {
    follow();
    const read = new Map<string, WaitingPiles>();
    const piles = (scope: DeviceScope): WaitingPiles => {
      const known = read.get(scope.scopeId) ?? waitingPiles(scope, store);
      read.set(scope.scopeId, known);
      return known;
    };
    return engines.map((engine) => statusOf(engine, piles));
  };

  const announce = (): void => {
    announcing = undefined;
    for (const report of statuses()) {
      const before = shown.get(report.engineId);
      if (before === report.state) continue;
      shown.set(report.engineId, report.state);
      listeners.emit({ kind: 'state', engineId: report.engineId, before, report });
    }
  };

  function announceSoon(): void {
    if (listeners.isHeard()) announcing ??= schedule(announce, 0);
  }

  const target =
    (engine: Engine, asked: string | undefined): WriteTarget =>
    () => {
      follow();
      const { engineId } = engine.manifest;
      const refuse = (code: EngineWriteCode, message: string) => failed(code, `${engineId}: ${message}`);
      if (!settings.engineEnabled(engine)) return refuse('engine_disabled', 'the engine is switched off.');
      const chosen = settings.scopesOf(engine);
      const scopeId = asked ?? chosen[0];
      const here = scopeId === undefined || !chosen.includes(scopeId) ? undefined : attached.get(scopeId);
      if (here === undefined) return refuse('not_configured', 'its records have no scope on this device.');
      const { denied, localOnly } = policyOf(engine, scopeId);
      if (denied.length > 0) return refuse('policy_blocked', 'policy forbids the engine to sync.');
      if ((localOnly || settings.localOnly(engine)) && here.scope.connection().configured) {
        return refuse('local_only', 'it runs without a relay, and the scope has one: choose a scope without.');
      }
      return done(here.scope);
    };

  const changed = async (scopeIds: Iterable<string>): Promise<HostResult<undefined, ChoiceCode>> => {
    for (const scopeId of new Set(scopeIds)) {
      if (!isOpen(device) || device.scope(scopeId) === undefined) continue;
      detach(scopeId);
      const reopened = await device.reopen(scopeId);
      follow();
      if (!reopened.ok) return reopened;
    }
    announceSoon();
    return done(undefined);
  };

  const turn = async (engineId: string, on: boolean): Promise<HostResult<undefined, ChoiceCode>> => {
    const engine = byId.get(engineId);
    if (engine === undefined) return unknownEngine(engineId);
    const kept = settings.setEngineEnabled(engine, on);
    return kept.ok ? changed(settings.scopesOf(engine)) : kept;
  };

  /** What was chosen may start or stop traffic at once. */
  const reconsider = (): void => {
    for (const { runner } of attached.values()) runner.poke();
    announceSoon();
  };

  return {
    start: () => {
      if (started) return;
      follow();
      started = true;
      for (const here of attached.values()) {
        for (const engine of engines) if (settings.runs(here.scope.scopeId, engine)) here.health(engine).validate();
        here.runner.start();
      }
      announceSoon();
    },
    stop: () => {
      started = false;
      announcing?.();
      announcing = undefined;
      for (const scopeId of [...attached.keys()]) detach(scopeId);
      for (const runner of runners.values()) runner.stop();
    },
    status: () => {
      const reports = statuses();
      return { host: deriveHostState(reports), engines: reports };
    },
    write: (engineId, changes, scopeId) => {
      const engine = byId.get(engineId);
      if (engine === undefined) return unknownEngine(engineId);
      const written = telemetry.span('sourceos.write', { engine: engineId }, () =>
        runnerOf(engine).write(target(engine, scopeId), changes),
      );
      telemetry.count(
        written.ok ? 'sourceos.sync.written' : 'sourceos.sync.failures',
        written.ok ? changes.length : 1,
        {
          engine: engineId,
          ...(written.ok ? {} : { code: written.code }),
        },
      );
      return written;
    },
    submit: (engineId, changes, scopeId) => {
      const engine = byId.get(engineId);
      if (engine === undefined) return Promise.resolve(unknownEngine(engineId));
      return runnerOf(engine).submit(target(engine, scopeId), changes);
    },
    sync: (scopeId) => {
      follow();
      const here = attached.get(scopeId);
      if (here === undefined) return Promise.resolve(failed('unknown_scope', storeCodes.unknown_scope));
      return here.runner.sync();
    },
    enable: (engineId) => turn(engineId, true),
    disable: (engineId) => turn(engineId, false),
    setProfileEnabled: (on) => {
      const kept = settings.setProfileEnabled(on);
      if (kept.ok) reconsider();
      return kept;
    },
    setLocalOnly: (engineId, on) => {
      const engine = byId.get(engineId);
      if (engine === undefined) return unknownEngine(engineId);
      const kept = settings.setLocalOnly(engine, on);
      if (kept.ok) reconsider();
      return kept;
    },
    assign: async (engineId, scopeIds) => {
      const engine = byId.get(engineId);
      if (engine === undefined) return unknownEngine(engineId);
      const before = settings.scopesOf(engine);
      const kept = settings.assign(engine, scopeIds);
      return kept.ok ? changed([...before, ...settings.scopesOf(engine)]) : kept;
    },
    preview: (engineId, asked, most) => {
      const engine = byId.get(engineId);
      if (engine === undefined) return unknownEngine(engineId);
      const scopeId = asked ?? settings.scopesOf(engine)[0];
      if (scopeId === undefined || !isOpen(device)) {
        return failed('not_configured', `${engineId}: its records have no scope on this device.`);
      }
      return previewEngine({
        device,
        store,
        engine,
        engines,
        scopeId,
        crypto,
        now: now(),
        ...(most === undefined ? {} : { most }),
      });
    },
    validate: (engineId) => {
      follow();
      for (const here of attached.values()) {
        for (const engine of engines) {
          if (engineId !== undefined && engine.manifest.engineId !== engineId) continue;
          if (settings.runs(here.scope.scopeId, engine)) here.health(engine).validate();
        }
      }
      announceSoon();
    },
    on: (listener) => {
      const off = listeners.on(listener);
      follow();
      announceSoon();
      return off;
    },
  };
};
