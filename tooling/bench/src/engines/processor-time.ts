/** Microseconds of processor time that a run takes, all threads of the process together. */
export const processorTime = (run: () => void): number => {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return user + system;
};

/** A series takes at least so long, in microseconds, where it may: the clock ticks in these. */
const enough = 10_000;
const series = 15;

/**
 * Microseconds of processor time of one run on an input that was never seen before: what an engine keeps of a record
 * must not make the second look at it the one that is timed. The best of several series: a collection of garbage, or
 * the compiler, falls into one or the other, and no run is cheaper than it is.
 *
 * @param mostInputs so many inputs are made at once at most
 */
export const bestTimeOf = <Input>(make: () => Input, run: (input: Input) => void, mostInputs: number): number => {
  let times = 1;
  const once = (): number => {
    const inputs = Array.from({ length: times }, make);
    return processorTime(() => {
      for (const input of inputs) run(input);
    });
  };
  for (let taken = once(); taken < enough && times < mostInputs; taken = once()) {
    const needed = Math.ceil(times * Math.min(10, Math.max(1.5, (1.2 * enough) / Math.max(1, taken))));
    times = Math.min(mostInputs, needed);
  }
  return Math.min(...Array.from({ length: series }, () => once() / times));
};
