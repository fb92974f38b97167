import { describe, expect, it } from 'vitest';
import { objectAt, objectPlaces, withMember } from './json-places.js';

const value = { a: { b: 1 }, list: ['x', { c: null }, [{ d: {} }]], empty: {} };

describe('objectPlaces', () => {
  it('names every object, through lists, and no other value', () => {
    expect(objectPlaces(value)).toEqual([[], ['a'], ['list', 1], ['list', 2, 0], ['list', 2, 0, 'd'], ['empty']]);
  });

  it.each([[null], ['text'], [1], [[]], [undefined]])('finds none in %j', (scalar) => {
    expect(objectPlaces(scalar)).toEqual([]);
  });
});

describe('objectAt', () => {
  it('follows a path through members and items', () => {
    expect(objectAt(value, ['list', 1])).toBe(value.list[1]);
    expect(objectAt(value, [])).toBe(value);
  });
});

describe('withMember', () => {
  it('adds the member at the path and leaves the value as it is', () => {
    const before = JSON.stringify(value);
    expect(withMember(value, ['list', 1], 'e', 2)).toEqual({ ...value, list: ['x', { c: null, e: 2 }, [{ d: {} }]] });
    expect(JSON.stringify(value)).toBe(before);
  });

  it('replaces a member that is there', () => {
    expect(withMember(value, ['a'], 'b', 'other')).toMatchObject({ a: { b: 'other' } });
  });

  it('makes __proto__ a member and no prototype', () => {
    const changed = withMember(value, ['a'], '__proto__', { polluted: true });
    const place = objectAt(changed, ['a']);
    expect(Object.hasOwn(place, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(place)).toBe(Object.prototype);
  });
});
