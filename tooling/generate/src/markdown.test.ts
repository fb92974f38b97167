import { expect, it } from 'vitest';
import { table } from './markdown.js';

it('escapes bars, so that a cell stays one cell', () => {
  expect(table(['a', 'b'], [['x|y', 'z']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | z |');
});
