import type { Schedule } from '../schedule.js';

/** Timers that run when the test says that time has passed. */
export interface TestSchedule {
  readonly schedule: Schedule;
  readonly now: () => number;
  /** Lets time pass: what falls due runs in order, and what it waits for is waited for. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** Lets what was begun go on: a sync over a relay in memory waits for promises alone. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createTestSchedule = (start: number): TestSchedule => {
  let now = start;
  let made = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  const due = (until: number) =>
    [...timers].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    now: () => now,
    schedule: (run, milliseconds) => {
      made += 1;
      const id = made;
      timers.set(id, { at: now + milliseconds, run });
      return () => void timers.delete(id);
    },
    pass: async (milliseconds) => {
      const until = now + milliseconds;
      await settled();
      for (let next = due(until); next !== undefined; next = due(until)) {
        const [id, { at, run }] = next;
        timers.delete(id);
        now = Math.max(now, at);
        run();
        await settled();
      }
      now = until;
    },
  };
};
