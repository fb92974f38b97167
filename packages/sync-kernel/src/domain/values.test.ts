import { describe, expect, it } from 'vitest';
import { listOf, numberOf, textOf, textsOf, timeOf } from './values.js';

describe('a value of an unknown type', () => {
  it('is a text or a number only where it is one', () => {
    expect([textOf('a'), textOf(1), textOf(undefined)]).toEqual(['a', undefined, undefined]);
    expect([numberOf(1), numberOf('1'), numberOf(null)]).toEqual([1, undefined, undefined]);
  });

  it('is a list only where it is one, and its texts are those among its items', () => {
    expect(listOf({ 0: 'a', length: 1 })).toEqual([]);
    expect(listOf([1, 'a'])).toEqual([1, 'a']);
    expect(textsOf(['a', 1, 'b', null])).toEqual(['a', 'b']);
    expect(textsOf('a')).toEqual([]);
  });

  it('is a moment, or one that no comparison takes for an earlier or a later one', () => {
    expect(timeOf('2026-05-07T09:30:00Z')).toBe(Date.UTC(2026, 4, 7, 9, 30));
    for (const value of ['soon', 7, undefined]) expect(timeOf(value)).toBeNaN();
  });
});
