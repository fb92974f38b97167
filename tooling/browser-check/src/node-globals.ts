import { browserBuffer } from './buffer.js';

/**
 * What tests use of Node's globals: `Buffer`, and the environment, which says how many runs to make; vitest gives it to
 * a browser as import.meta.env.
 */
Object.assign(globalThis, {
  Buffer: browserBuffer,
  process: { env: (import.meta as unknown as { env: unknown }).env },
});
