import { namedEntries, orderKey, sha256Hash, singleLine, timestamp, uniqueItems, urnOf } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { unboundedPlaces } from './unbounded-places.js';

const placesOf = (schema: z.ZodType) => unboundedPlaces(z.toJSONSchema(schema));
const in128 = z.string().max(128);

describe('unboundedPlaces', () => {
  it.each([
    ['a text', z.string(), ': a text without a bound'],
    ['a text with a lower bound alone', z.string().min(1), ': a text without a bound'],
    ['a form that repeats a part', z.string().regex(/^a+$/), ': a text without a bound'],
    ['a form that repeats a part from a count on', z.string().regex(/^a{2,}$/), ': a text without a bound'],
    ['a form that ends nowhere', z.string().regex(/^sha256:/), ': a text without a bound'],
    ['a list', z.array(z.boolean()), ': a list without a bound'],
    ['a list of texts that may repeat', z.array(in128).max(4), ': a list whose texts may repeat'],
    ['a number', z.number(), ': a number without bounds'],
    ['a number with one bound', z.number().min(0), ': a number without bounds'],
    ['a map', z.record(in128, z.boolean()), ': a map without a bound'],
    ['an object that is open', z.looseObject({}), ': a map without a bound'],
    ['anything', z.unknown(), ': a value of any kind'],
  ])('tells of %s', (_, schema, place) => {
    expect(placesOf(schema)).toContain(place);
  });

  it.each([
    ['a text with a bound', in128],
    ['a form of fixed length', z.string().regex(/^[0-9a-f]{64}$/)],
    ['a form that repeats a part a number of times', z.string().regex(/^a{1,4}\+\*$/)],
    ['a bound and two forms', z.string().max(9).regex(/^a/).regex(/b$/)],
    ['a word of a list', z.enum(['a', 'b'])],
    ['a fixed value', z.literal('a')],
    ['a list of objects', z.array(z.strictObject({})).max(4)],
    ['a list of different texts', uniqueItems(in128).max(4)],
    ['a number between two', z.number().min(0).max(1)],
    ['a whole number, which zod bounds to the exact ones', z.int()],
    ['a truth value or nothing', z.boolean().nullable()],
    ['a map with a bound', namedEntries(in128, z.boolean(), 4)],
    ['a closed object', z.strictObject({ a: in128 })],
    ['two parts of one object', z.strictObject({ a: in128 }).and(z.strictObject({ b: in128 }))],
    [
      'what sync-spec makes',
      z.strictObject({ a: singleLine(9), b: timestamp(), c: urnOf(), d: sha256Hash(), e: orderKey() }),
    ],
  ])('passes over %s', (_, schema) => {
    expect(placesOf(schema)).toEqual([]);
  });

  it.each([
    ['a member', z.strictObject({ a: z.strictObject({ b: z.string() }) }), '/a/b'],
    ['an item', z.array(z.strictObject({ b: z.string() })).max(2), '/0/b'],
    ['a place of a tuple', z.tuple([in128, z.string()]), '/1'],
    ['a value of a map', namedEntries(in128, z.string(), 2), '/*'],
    ['a name of a map', z.record(z.string(), z.boolean()), '/~name'],
    ['an optional member', z.strictObject({ a: z.string().optional() }), '/a'],
    ['a kind of several', z.union([z.boolean(), z.string()]), ''],
    ['an alternative', z.union([z.strictObject({ a: z.string() }), z.array(in128).max(4)]), '/a'],
    [
      'a member of a union, under its type',
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('A'), text: in128 }),
        z.strictObject({ type: z.literal('B'), text: z.string() }),
      ]),
      '/B/text',
    ],
    ['a part of an intersection', z.strictObject({ a: in128 }).and(z.strictObject({ b: z.string() })), '/b'],
  ])('looks into %s', (_, schema, path) => {
    expect(placesOf(schema)).toContain(`${path}: a text without a bound`);
  });
});
