import { describe, expect, it } from 'vitest';
import { table } from './table.js';

describe('table', () => {
  it('aligns columns by what is seen, not by what colours add', () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
    expect(
      table([
        [{ text: 'a', paint: red }, { text: 'b' }],
        [{ text: 'long' }, { text: 'c' }],
      ]),
    ).toEqual(['  \u001b[31ma\u001b[39m     b', '  long  c']);
  });

  it('paints no empty cell and leaves no space at the end', () => {
    const red = (text: string) => `<${text}>`;
    expect(
      table([
        [{ text: 'a' }, { text: '', paint: red }],
        [{ text: 'a' }, { text: 'b' }],
      ]),
    ).toEqual(['  a', '  a  b']);
  });
});
