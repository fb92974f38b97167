import type { Adapter } from '../adapter.js';
import type { ContestantId } from '../contestants.js';

/** Each contender's adapter, loaded in its own process alone: one contender's modules weigh on no other's memory. */
export const adapters: Readonly<Record<ContestantId, () => Promise<{ readonly adapter: Adapter }>>> = {
  sourceos: () => import('./sourceos.js'),
  'automerge-repo': () => import('./automerge-repo.js'),
  tinybase: () => import('./tinybase.js'),
  evolu: () => import('./evolu.js'),
};
