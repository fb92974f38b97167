import { deriveHostState, type Engine } from '@sourceos/sync-kernel';
import { createAuditMirror } from '../audit/audit-mirror.js';
import { done, failed, type HostFailure, type HostResult } from '../failure.js';
import { backOffLimits } from '../relay-client/back-off.js';
import { storeCodes } from '../store/store-code.js';
import { noTelemetry } from '../telemetry/telemetry.js';
import { createAttachments } from './attachments.js';
import { createEngineRunner, type EngineRunner } from './engine-runner.js';
import { createStatuses } from './engine-statuses.js';
import { createListeners } from './events.js';
import { createPolicyQuestions } from './host-policy.js';
import { previewEngine } from './preview.js';
import { processSchedule } from './schedule.js';
import type { ChoiceCode, EngineStatus, Supervisor, SupervisorOptions } from './supervisor.js';
import { isOpen } from './unopened.js';
import { writeTarget } from './write-target.js';

const unknownEngine = (engineId: string): HostFailure<'unknown_engine'> =>
  failed('unknown_engine', `No engine here is called ${engineId.slice(0, 100)}.`);

export const createSupervisor = (options: SupervisorOptions): Supervisor => {
  const { device, store, engines, settings, crypto, now, random } = options;
  const { schedule = processSchedule, telemetry = noTelemetry, backOff: limits = backOffLimits } = options;
  const listeners = createListeners();
  const policy = createPolicyQuestions({ device, engines, policy: options.policy, network: options.network });
  const byId = new Map(engines.map((engine) => [engine.manifest.engineId, engine] as const));
  const runners = new Map<string, EngineRunner>();
  const shown = new Map<string, EngineStatus['state']>();
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

  const attachments = createAttachments({
    ...{ device, store, engines, settings, policy, now, random, schedule, limits, telemetry },
    every: options.syncEvery ?? 60_000,
    emit: listeners.emit,
    runnerOf,
    beforeSync: (scope) => {
      const carried = mirror?.carry(scope);
      if (carried?.ok === false && carried.code === 'engine_failed') {
        listeners.emit({ kind: 'failed', scopeId: scope.scopeId, code: carried.code, message: carried.message });
      }
    },
    moved: () => {
      announceSoon();
    },
  });
  const { attached, follow } = attachments;
  const statuses = createStatuses({ device, store, engines, settings, attached, runnerOf, policy, follow });

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

  const targets = { settings, attached, policy, follow };
  const mirror = isOpen(device)
    ? createAuditMirror({
        ...{ store, crypto, keyring: device.keyring, engines, now, runs: settings.runs },
        write: (engine, changes, scopeId) => runnerOf(engine).write(writeTarget(targets, engine, scopeId), changes),
      })
    : undefined;

  const changed = async (scopeIds: Iterable<string>): Promise<HostResult<undefined, ChoiceCode>> => {
    for (const scopeId of new Set(scopeIds)) {
      if (!isOpen(device) || device.scope(scopeId) === undefined) continue;
      attachments.detach(scopeId);
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
      attachments.start();
      announceSoon();
    },
    stop: () => {
      attachments.stop();
      announcing?.();
      announcing = undefined;
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
        runnerOf(engine).write(writeTarget(targets, engine, scopeId), changes),
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
      return runnerOf(engine).submit(writeTarget(targets, engine, scopeId), changes);
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
        attachments.validate(here, ({ manifest }) => engineId === undefined || manifest.engineId === engineId);
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
