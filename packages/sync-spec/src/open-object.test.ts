import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openObject } from './open-object.js';

describe('openObject', () => {
  it.each([
    ['no members', {}],
    ['members of any name', { constructor: 1, nested: { toString: [null] } }],
  ])('keeps %s', (_, value) => {
    expect(openObject().parse(value)).toEqual(value);
  });

  it('refuses a member named __proto__, which z.looseObject would drop', () => {
    const hostile: unknown = JSON.parse('{ "__proto__": 1 }');
    expect(z.looseObject({}).safeParse(hostile).success).toBe(true);
    expect(openObject().safeParse(hostile).success).toBe(false);
  });

  it.each([null, [], 'x', 1, true, undefined])('refuses %j', (value) => {
    expect(openObject().safeParse(value).success).toBe(false);
  });

  it('is an object of any members in JSON Schema', () => {
    expect(z.toJSONSchema(openObject())).toMatchObject({ type: 'object', additionalProperties: {} });
  });
});
