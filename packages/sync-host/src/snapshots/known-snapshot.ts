import type { Store } from '../store/store.js';

const settingOf = (scopeId: string): string => `snapshot ${scopeId}`;

/** The last entry that the newest snapshot holds of which this device knows; 0 where it knows of none. */
export const knownSnapshot = (store: Pick<Store, 'setting'>, scopeId: string): number => {
  const setting = store.setting(settingOf(scopeId));
  const upTo = setting.ok ? Number(setting.value ?? '0') : 0;
  return Number.isSafeInteger(upTo) ? upTo : 0;
};

/** Remembers it. Were it forgotten, the relay would be asked again: nothing hangs on it. */
export const noteKnown = (store: Pick<Store, 'setSetting'>, scopeId: string, upTo: number): void => {
  store.setSetting(settingOf(scopeId), String(upTo));
};
