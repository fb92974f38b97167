import { describe, expect, it } from 'vitest';
import { membersOf, ownMember } from './members.js';

describe('members of a value', () => {
  it('are those of an object', () => {
    expect(membersOf({ a: 1 })).toEqual({ a: 1 });
  });

  it.each([undefined, null, 1, 'text', true, ['a']])('are none where it is %j', (value) => {
    expect(Object.keys(membersOf(value))).toEqual([]);
  });

  it('do not count where every object has them', () => {
    expect(ownMember({}, 'constructor')).toBeUndefined();
    expect(ownMember({ constructor: 'mine' }, 'constructor')).toBe('mine');
  });
});
