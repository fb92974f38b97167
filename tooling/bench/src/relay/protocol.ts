import type { Statuses } from './statuses.js';

/** What a process of the suite is asked, one at a time. */
export type Question =
  | { readonly ask: 'serve'; readonly folder: string }
  | { readonly ask: 'clients'; readonly port: number }
  | { readonly ask: 'steady'; readonly seconds: number }
  | { readonly ask: 'malformed'; readonly port: number; readonly requests: number; readonly seed: number }
  | { readonly ask: 'flood'; readonly port: number; readonly seconds: number };

/** Milliseconds that each request of well-behaved clients took, by what it asked for. */
export interface Delays {
  readonly append: readonly number[];
  readonly read: readonly number[];
}

export interface Answer {
  readonly port?: number;
  readonly delays?: Delays;
  readonly statuses?: Statuses;
  /** Seconds that it took. */
  readonly seconds?: number;
}
