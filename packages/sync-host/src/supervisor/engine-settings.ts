import { carriesScope, type Engine } from '@sourceos/sync-kernel';
import type { Store } from '../store/store.js';
import type { StoreResult } from '../store/store-code.js';

/** What a person chose about engines, durable in the store; where nothing was chosen, the manifest decides (I1). */
export interface EngineSettings {
  /** Sync is on for the whole profile. */
  readonly profileEnabled: () => boolean;
  readonly setProfileEnabled: (on: boolean) => StoreResult<undefined>;
  readonly engineEnabled: (engine: Engine) => boolean;
  readonly setEngineEnabled: (engine: Engine, on: boolean) => StoreResult<undefined>;
  /** The engine was chosen to run without a relay. */
  readonly localOnly: (engine: Engine) => boolean;
  readonly setLocalOnly: (engine: Engine, on: boolean) => StoreResult<undefined>;
  /** The scopes of the device that the engine's records are kept in. */
  readonly scopesOf: (engine: Engine) => readonly string[];
  /** Chooses the scopes; `undefined`: those that the manifest's encryption scope names. */
  readonly assign: (engine: Engine, scopeIds: readonly string[] | undefined) => StoreResult<undefined>;
  /** Whether a scope is opened with the engine: `DeviceOptions.runs`. */
  readonly runs: (scopeId: string, engine: Engine) => boolean;
}

/** Whether a scope's log may carry a record of the engine at all. */
export const mayLiveIn = (engine: Engine, scopeId: string): boolean =>
  engine.scopes.some((scope) => carriesScope(scopeId, scope));

const setting = {
  profile: 'sync.enabled',
  enabled: ({ manifest }: Engine) => `engine.enabled.${manifest.engineId}`,
  localOnly: ({ manifest }: Engine) => `engine.local-only.${manifest.engineId}`,
  scopes: ({ manifest }: Engine) => `engine.scopes.${manifest.engineId}`,
};

const namesIn = (text: string): readonly string[] => text.split('\n').filter((name) => name !== '');

/** Reads and keeps what was chosen. What cannot be read counts as off: nothing runs that somebody may have switched off. */
export const createEngineSettings = (store: Pick<Store, 'setting' | 'setSetting' | 'scopes'>): EngineSettings => {
  const isOn = (name: string, otherwise: boolean): boolean => {
    const read = store.setting(name);
    if (!read.ok) return false;
    return read.value === undefined ? otherwise : read.value === 'on';
  };
  const put = (name: string, on: boolean) => store.setSetting(name, on ? 'on' : 'off');
  const engineEnabled = (engine: Engine): boolean => isOn(setting.enabled(engine), engine.manifest.defaultEnabled);

  const scopesOf = (engine: Engine): readonly string[] => {
    const scopes = store.scopes();
    const chosen = store.setting(setting.scopes(engine));
    if (!scopes.ok || !chosen.ok) return [];
    const here = scopes.value.map(({ scopeId }) => scopeId).filter((scopeId) => mayLiveIn(engine, scopeId));
    if (chosen.value !== undefined) {
      const names = new Set(namesIn(chosen.value));
      return here.filter((scopeId) => names.has(scopeId));
    }
    return here.filter((scopeId) => carriesScope(scopeId, engine.manifest.encryptionScope));
  };

  return {
    profileEnabled: () => isOn(setting.profile, true),
    setProfileEnabled: (on) => put(setting.profile, on),
    engineEnabled,
    setEngineEnabled: (engine, on) => put(setting.enabled(engine), on),
    localOnly: (engine) => isOn(setting.localOnly(engine), false),
    setLocalOnly: (engine, on) => put(setting.localOnly(engine), on),
    scopesOf,
    assign: (engine, scopeIds) => store.setSetting(setting.scopes(engine), scopeIds?.join('\n')),
    runs: (scopeId, engine) => engineEnabled(engine) && scopesOf(engine).includes(scopeId),
  };
};
