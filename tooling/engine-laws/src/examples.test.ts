import { describe, expect, it } from 'vitest';
import { membersOf, objectsOf } from './examples.js';

const first = { type: 'A', inner: [{ x: 1 }] };
const second = { type: 'B' };

describe('objectsOf', () => {
  it('gives the objects of every example', () => {
    expect(objectsOf([first, second])).toEqual([
      { example: first, path: [] },
      { example: first, path: ['inner', 0] },
      { example: second, path: [] },
    ]);
  });
});

describe('membersOf', () => {
  it('gives the members of every object, with their values', () => {
    expect(membersOf([first, second])).toEqual([
      { example: first, path: [], name: 'type', value: 'A' },
      { example: first, path: [], name: 'inner', value: [{ x: 1 }] },
      { example: first, path: ['inner', 0], name: 'x', value: 1 },
      { example: second, path: [], name: 'type', value: 'B' },
    ]);
  });
});
