import type { Engine } from '@sourceos/sync-kernel';
import type { DeviceScope } from '../device/device.js';
import { backOff, type BackOffLimits } from '../relay-client/back-off.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { attachScope, type AttachedScope } from './attached-scope.js';
import type { EngineRunner } from './engine-runner.js';
import type { SupervisorListener } from './events.js';
import type { PolicyQuestions } from './host-policy.js';
import type { Schedule } from './schedule.js';
import { createScopeRunner } from './scope-runner.js';
import type { SupervisorOptions } from './supervisor.js';
import { isOpen } from './unopened.js';

export interface AttachmentOptions extends Pick<
  SupervisorOptions,
  'device' | 'store' | 'engines' | 'settings' | 'now' | 'random'
> {
  readonly policy: PolicyQuestions;
  readonly schedule: Schedule;
  readonly limits: BackOffLimits;
  /** Milliseconds between syncs that nothing hints at. */
  readonly every: number;
  readonly telemetry: Telemetry;
  readonly emit: SupervisorListener;
  readonly runnerOf: (engine: Engine) => EngineRunner;
  /** A scope is about to sync. */
  readonly beforeSync: (scope: DeviceScope) => void;
  /** Something happened by which states may be others. */
  readonly moved: () => void;
}

/** The scopes of the device as the supervisor follows them. */
export interface Attachments {
  readonly attached: ReadonlyMap<string, AttachedScope>;
  /** Takes in scopes that the device opened, or opened anew, since. */
  readonly follow: () => void;
  readonly detach: (scopeId: string) => void;
  /** Looks at the records in force of the engines that run in a scope. */
  readonly validate: (here: AttachedScope, which?: (engine: Engine) => boolean) => void;
  readonly start: () => void;
  readonly stop: () => void;
}

export const createAttachments = (options: AttachmentOptions): Attachments => {
  const { device, store, engines, settings, policy, now, random, schedule, limits, every } = options;
  const { telemetry, emit, runnerOf, beforeSync, moved } = options;
  const byCollection = new Map(engines.map((engine) => [engine.manifest.collection, engine] as const));
  const attached = new Map<string, AttachedScope>();
  let started = false;

  /** Whether the scope is to reach its relay: not where each of its engines is meant to have none. */
  const maySync = (scopeId: string): boolean => {
    if (!settings.profileEnabled() || policy.networkDistrusted(scopeId)) return false;
    const running = engines.filter((engine) => settings.runs(scopeId, engine));
    const meant = running.filter((engine) => {
      const { denied, localOnly } = policy.of(engine, scopeId);
      return denied.length === 0 && !localOnly && !settings.localOnly(engine);
    });
    // Without an engine there are members and keys to follow all the same.
    return running.length === 0 || meant.length > 0;
  };

  const detach = (scopeId: string): void => {
    attached.get(scopeId)?.detach();
    attached.delete(scopeId);
  };

  const validate: Attachments['validate'] = (here, which = () => true) => {
    for (const engine of engines) {
      if (which(engine) && settings.runs(here.scope.scopeId, engine)) here.health(engine).validate();
    }
  };

  const run = (here: AttachedScope): void => {
    validate(here);
    here.runner.start();
  };

  /** What a rule threw on is judged again after a while: the engine may be well by then. */
  const retryKeptApart = (scope: DeviceScope, runner: EngineRunner): void => {
    const wait = backOff(runner.failures(), random, limits);
    schedule(() => {
      if (started && attached.get(scope.scopeId)?.scope === scope) scope.judgeAgain();
    }, wait);
  };

  const attach = (scope: DeviceScope): void => {
    const { scopeId } = scope;
    const here = attachScope({
      scope,
      store,
      runner: createScopeRunner({
        ...{ scope, every, limits, now, random, schedule, emit, telemetry },
        maySync: () => maySync(scopeId),
        beforeSync: () => {
          beforeSync(scope);
        },
      }),
      engineOf: (collection) => byCollection.get(collection),
      emit,
      decided: (engine, decisions) => {
        for (const { outcome, reasons } of decisions) {
          const reason = reasons[0]?.code ?? 'none';
          telemetry.count('sourceos.sync.decisions', 1, { engine: engine.manifest.engineId, outcome, reason });
        }
        if (runnerOf(engine).noted(decisions)) retryKeptApart(scope, runnerOf(engine));
        // Another policy may forbid what runs, in any scope.
        if (engine.merge.policy !== undefined) for (const each of attached.values()) each.runner.poke();
      },
      moved,
    });
    attached.set(scopeId, here);
    if (started) run(here);
  };

  const follow = (): void => {
    if (!isOpen(device)) return;
    for (const scope of device.scopes()) {
      if (attached.get(scope.scopeId)?.scope === scope) continue;
      detach(scope.scopeId);
      attach(scope);
    }
  };

  return {
    attached,
    follow,
    detach,
    validate,
    start: () => {
      if (started) return;
      follow();
      started = true;
      for (const here of attached.values()) run(here);
    },
    stop: () => {
      started = false;
      for (const scopeId of [...attached.keys()]) detach(scopeId);
    },
  };
};
