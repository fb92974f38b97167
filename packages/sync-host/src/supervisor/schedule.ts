/** Runs something once after so many milliseconds; returns how to call it off. A test's clock can stand in for it. */
export type Schedule = (run: () => void, milliseconds: number) => () => void;

/** The process's own timers, which do not keep it alive. */
export const processSchedule: Schedule = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};
