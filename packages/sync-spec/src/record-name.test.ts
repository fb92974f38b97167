import { describe, expect, it } from 'vitest';
import { dottedName } from './record-name.js';

describe('dottedName', () => {
  it.each(['shell.command.run', 'local', 'a'.repeat(128)])('accepts %s', (name) => {
    expect(dottedName().parse(name)).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['upper case', 'Shell'],
    ['a wildcard', '*'],
    ['a space', 'a b'],
    ['a line feed at the end', 'a\n'],
    ['more than 128 characters', 'a'.repeat(129)],
  ])('refuses %s', (_, value) => {
    expect(dottedName().safeParse(value).success).toBe(false);
  });
});
