import type { Entry } from './entries.js';

/** Entries in the one order that all devices share: by hybrid time, then device and dot. */
export const inHybridOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted(({ passage: { write: a } }, { passage: { write: b } }) => {
    const byClock = a.clock.wall - b.clock.wall || a.clock.counter - b.clock.counter;
    if (byClock !== 0) return byClock;
    if (a.header.deviceId !== b.header.deviceId) return a.header.deviceId < b.header.deviceId ? -1 : 1;
    return a.clock.n - b.clock.n;
  });
