/** Waiters that are asked again whenever something came: a contender's own events call `check`. */
export const createWaiters = () => {
  const waiting = new Set<{ readonly isDone: () => boolean; readonly resolve: () => void }>();
  return {
    /** Ends when the condition holds, now or after a later check. */
    until: (isDone: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        if (isDone()) resolve();
        else waiting.add({ isDone, resolve });
      }),
    check: (): void => {
      for (const waiter of waiting) {
        if (!waiter.isDone()) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
  };
};
