import { describe, expect, it } from 'vitest';
import { sha256Hash } from './record-hash.js';

const digits = '0123456789abcdef'.repeat(4);

describe('sha256Hash', () => {
  it('accepts 64 digits in lower case', () => {
    expect(sha256Hash().parse(`sha256:${digits}`)).toBe(`sha256:${digits}`);
  });

  it.each([
    ['the prefix alone', 'sha256:'],
    ['no prefix', digits],
    ['upper case', `sha256:${digits.toUpperCase()}`],
    ['a digit too few', `sha256:${digits.slice(1)}`],
    ['a digit too many', `sha256:${digits}0`],
    ['a line feed at the end', `sha256:${digits}\n`],
  ])('refuses %s', (_, value) => {
    expect(sha256Hash().safeParse(value).success).toBe(false);
  });
});
