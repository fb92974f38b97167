import type { Engine } from '@sourceos/sync-kernel';
import { done, failed } from '../failure.js';
import type { AttachedScope } from './attached-scope.js';
import type { EngineWriteCode, WriteTarget } from './engine-runner.js';
import type { EngineSettings } from './engine-settings.js';
import type { PolicyQuestions } from './host-policy.js';

export interface TargetSources {
  readonly settings: EngineSettings;
  readonly attached: ReadonlyMap<string, AttachedScope>;
  readonly policy: PolicyQuestions;
  /** Takes in scopes that were opened since. */
  readonly follow: () => void;
}

/** Where an engine writes to now: the scope that was asked for, or its first; or why it may not. Asked at each attempt. */
export const writeTarget =
  ({ settings, attached, policy, follow }: TargetSources, engine: Engine, asked: string | undefined): WriteTarget =>
  () => {
    follow();
    const { engineId } = engine.manifest;
    const refuse = (code: EngineWriteCode, message: string) => failed(code, `${engineId}: ${message}`);
    if (!settings.engineEnabled(engine)) return refuse('engine_disabled', 'the engine is switched off.');
    const chosen = settings.scopesOf(engine);
    const scopeId = asked ?? chosen[0];
    const here = scopeId === undefined || !chosen.includes(scopeId) ? undefined : attached.get(scopeId);
    if (here === undefined) return refuse('not_configured', 'its records have no scope on this device.');
    const { denied, localOnly } = policy.of(engine, scopeId);
    if (denied.length > 0) return refuse('policy_blocked', 'policy forbids the engine to sync.');
    if ((localOnly || settings.localOnly(engine)) && here.scope.connection().configured) {
      return refuse('local_only', 'it runs without a relay, and the scope has one: choose a scope without.');
    }
    return done(here.scope);
  };
