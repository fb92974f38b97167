import { spreadOf } from '../statistics.js';

/** Microseconds of processor time that a run takes, all threads of the process together. */
export const processorTime = (run: () => void): number => {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return user + system;
};

/** A series takes at least so long, in microseconds: the clock ticks in these. */
const enough = 10_000;
const series = 3;

/** Microseconds of processor time of one run: the median of a few series, each long enough for the clock. */
export const timeOf = (run: () => void): number => {
  run();
  let times = 1;
  const once = (): number =>
    processorTime(() => {
      for (let count = 0; count < times; count += 1) run();
    });
  for (let taken = once(); taken < enough; taken = once()) {
    times = Math.ceil(times * Math.min(10, Math.max(1.5, (1.2 * enough) / Math.max(1, taken))));
  }
  return spreadOf(Array.from({ length: series }, () => once() / times)).median;
};
