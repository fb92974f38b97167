import { describe, expect, it } from 'vitest';
import { orderKey } from './record-order.js';

describe('orderKey', () => {
  it.each(['a0V', '1', 'Zz'])('accepts %s', (value) => {
    expect(orderKey().parse(value)).toBe(value);
  });

  it.each(['', '0', 'a0', 'a-b', 'é', 'a\n', 'a'.repeat(257)])('refuses %j', (value) => {
    expect(orderKey().safeParse(value).success).toBe(false);
  });
});
