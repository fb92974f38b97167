/** Does work for somebody, when it is their turn. */
export type TakeTurn = <Result>(who: string, work: () => Promise<Result>) => Promise<Result>;

interface Own {
  under: number;
  readonly waiting: (() => void)[];
}

/**
 * Has so many requests of one key under way, and the others wait in their order: whoever asks for much at once waits for
 * itself. A place is handed on in a later turn of the event loop, so that requests of others come between.
 */
export const createTurns = (most: number): TakeTurn => {
  const keys = new Map<string, Own>();
  return async (who, work) => {
    const own = keys.get(who) ?? { under: 0, waiting: [] };
    keys.set(who, own);
    if (own.under < most) own.under += 1;
    else await new Promise<void>((resolve) => own.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = own.waiting.shift();
      if (next === undefined) own.under -= 1;
      else setImmediate(next);
      if (own.under === 0) keys.delete(who);
    }
  };
};
