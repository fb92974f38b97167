import { expect, it } from 'vitest';
import { gained } from './gained.js';

it('is what a list has that it had not, whatever it lost', () => {
  expect(gained(['a', 'b'], ['c', 'b', 'd'])).toEqual(['c', 'd']);
  expect(gained(['a'], [])).toEqual([]);
});
