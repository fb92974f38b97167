import { expect, it } from 'vitest';
import { createBoundedText } from './bounded-text.js';

it('takes what fits whole, counted in bytes of UTF-8', () => {
  const out = createBoundedText(5);
  expect(out.add('é')).toBe(true);
  expect(out.add('👍')).toBe(false);
  expect(out.add('abc')).toBe(true);
  expect(out.add('')).toBe(true);
  expect(out.text()).toBe('éabc');
});
