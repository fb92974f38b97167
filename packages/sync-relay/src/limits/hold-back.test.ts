import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHoldBack } from './hold-back.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a refusal is held back for 100 ms, and of very many that come at once only the first 1,024', async () => {
  const holdBack = createHoldBack();
  let ended = 0;
  const all = Array.from({ length: 2_000 }, () => holdBack().then(() => (ended += 1)));
  await vi.advanceTimersByTimeAsync(99);
  expect(ended).toBe(2_000 - 1_024);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toBe(2_000);
  await Promise.all(all);
  // Those that are over make room for others.
  let again = false;
  void holdBack().then(() => (again = true));
  await vi.advanceTimersByTimeAsync(99);
  expect(again).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(again).toBe(true);
});
