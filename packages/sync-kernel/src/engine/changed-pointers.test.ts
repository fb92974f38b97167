import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../model/json.js';
import { changedPointers } from './changed-pointers.js';

it('names the leaves that differ, with RFC 6901 escapes', () => {
  expect(changedPointers({ a: { 'x/y': 1, z: 2 } }, { a: { 'x/y': 3, z: 2 } })).toEqual(['/a/x~1y']);
});

it('names every leaf of what comes and of what goes', () => {
  expect(changedPointers(undefined, { a: { b: 1 }, c: [true] })).toEqual(['/a/b', '/c/0']);
  expect(changedPointers({ a: { b: 1 } }, undefined)).toEqual(['/a/b']);
});

it('tells an empty object from an empty array, and equal empties apart from nothing', () => {
  expect(changedPointers({ a: {} }, { a: [] })).toEqual(['/a']);
  expect(changedPointers({ a: {} }, { a: {} })).toEqual([]);
});

it('finds a difference exactly where there is one', () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
  fc.assert(
    fc.property(record, record, (before, after) => {
      const copy = JSON.parse(JSON.stringify(before)) as JsonObject;
      expect(changedPointers(copy, JSON.parse(JSON.stringify(copy)) as JsonObject)).toEqual([]);
      const there = changedPointers(before, after);
      expect(new Set(changedPointers(after, before))).toEqual(new Set(there));
    }),
  );
});
