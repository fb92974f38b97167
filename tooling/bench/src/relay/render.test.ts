import { expect, it } from 'vitest';
import { renderLoad } from './render.js';
import type { Phase } from './run-load.js';

const phase = (slow: number, statuses: Phase['statuses'] = {}): Phase => {
  // Of a hundred, the 99th is the slow one.
  const series = [...Array.from({ length: 98 }, () => 1), slow, slow];
  return { delays: { append: series, read: series.map((delay) => delay / 2) }, peak: 2e8, statuses, seconds: 10 };
};

it('shows each phase in ratio to the quiet one, what was answered, and what was missed', () => {
  const load = { quiet: phase(4), malformed: phase(6, { 400: 9, none: 1 }), flood: phase(10, { 200: 3, 429: 1_200 }) };
  const text = renderLoad({ load, command: 'the command', machine: 'the machine' });
  expect(text).toContain('Measured by `the command`: the machine.');
  expect(text).toMatch(/malformed requests\s+\|\s+1.0 ms \|\s+6.0 ms \|\s+1.50 ×/);
  expect(text).toContain('10 in 10 s (9 × 400, 1 × no answer)');
  expect(text).toContain('1,203 in 10 s (1,200 × 429, 3 × 200)');
  expect(text).toMatch(/append, p99, malformed requests ÷ quiet\s+\|\s+2.00 × \|\s+1.50 × \|\s+met/);
  expect(text).toMatch(/read, p99, one identity floods ÷ quiet\s+\|\s+2.00 × \|\s+2.50 × \| missed/);
});
