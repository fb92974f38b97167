import type { RelayStore } from './store.js';

export type Totals = Awaited<ReturnType<RelayStore['totals']>>;

/** The sums over all scopes, counted anew at most once a second: each count reads every scope. */
export const createTotals = (store: Pick<RelayStore, 'totals'>, now: () => number): (() => Promise<Totals>) => {
  let counted: { readonly at: number; readonly totals: Promise<Totals> } | undefined;
  return () => {
    const time = now();
    if (counted === undefined || time - counted.at >= 1_000 || time < counted.at) {
      const fresh = { at: time, totals: store.totals() };
      counted = fresh;
      // A failure is not kept.
      fresh.totals.catch(() => {
        if (counted === fresh) counted = undefined;
      });
    }
    return counted.totals;
  };
};
