import type { RelayStore } from './store.js';

/** Those who want to know of appends. */
export const createWatchers = () => {
  const listeners = new Set<(scopeId: string, size: number) => void>();
  const watch: RelayStore['watch'] = (listener) => {
    // Each call is one more listener, whoever gives the same function twice.
    const own = (scopeId: string, size: number) => listener(scopeId, size);
    listeners.add(own);
    return () => {
      listeners.delete(own);
    };
  };
  const tell = (scopeId: string, size: number) => {
    for (const listener of listeners) listener(scopeId, size);
  };
  return { watch, tell };
};
