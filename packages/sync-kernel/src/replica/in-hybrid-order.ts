import { compareHybrid } from '../merge/hybrid-order.js';
import type { Entry } from './entries.js';

/** Entries in the one order that all devices share. */
export const inHybridOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => compareHybrid(a.write, b.write));
