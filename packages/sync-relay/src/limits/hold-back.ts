/** Milliseconds that a refusal for its rate is held back. */
const heldMilliseconds = 100;
/** Refusals that are held back at a time: what comes beyond is answered at once. */
const mostHeld = 1_024;

/**
 * Waits before somebody is told that its rate is used up. One who asks again as soon as it is answered would otherwise
 * be refused thousands of times a second, and others would wait for that.
 */
export const createHoldBack = (): (() => Promise<void>) => {
  let held = 0;
  return async () => {
    if (held >= mostHeld) return;
    held += 1;
    await new Promise((resolve) => setTimeout(resolve, heldMilliseconds));
    held -= 1;
  };
};
