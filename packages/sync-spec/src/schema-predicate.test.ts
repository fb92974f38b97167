import { describe, expect, it } from 'vitest';
import { schemaPredicate } from './schema-predicate.js';

const closed = { type: 'object', additionalProperties: false } as const;

describe('schemaPredicate', () => {
  it('holds every keyword that it understands', () => {
    const accepts = schemaPredicate({
      ...closed,
      required: ['names'],
      properties: {
        names: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, minItems: 1, uniqueItems: true },
        flag: { type: 'boolean' },
        kind: { type: 'string', enum: ['a', 'b'] },
      },
    });
    expect(accepts({ names: ['x', 'y'], flag: true, kind: 'a' })).toBe(true);
    expect(accepts({ names: ['x'] })).toBe(true);
    for (const wrong of [
      {},
      { names: [] },
      { names: ['X'] },
      { names: ['x', 'x'] },
      { names: ['x'], flag: 1 },
      { names: ['x'], kind: 'c' },
      { names: ['x'], other: 1 },
      { names: { 0: 'x' } },
      [],
      null,
    ]) {
      expect(accepts(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });

  it('accepts anything where nothing is said', () => {
    const accepts = schemaPredicate({ type: 'array', items: {} });
    expect(accepts([1, null, {}])).toBe(true);
    expect(accepts({})).toBe(false);
  });

  it('follows references', () => {
    const accepts = schemaPredicate({
      type: 'array',
      items: { $ref: '#/$defs/Flag' },
      $defs: { Flag: { type: 'boolean' } },
    });
    expect(accepts([true])).toBe(true);
    expect(accepts(['true'])).toBe(false);
  });

  it.each([
    { type: 'number' },
    { type: 'string', maxLength: 3 },
    { type: 'boolean', const: true },
    { type: 'object' },
    { ...closed, patternProperties: {} },
    { $ref: '#/$defs/Absent' },
    { title: 'of no type' },
  ])('refuses %j rather than passing a keyword over', (schema) => {
    expect(() => schemaPredicate(schema)).toThrow(TypeError);
  });
});
