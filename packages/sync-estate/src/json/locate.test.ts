import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { writtenJson } from '../testing/json-text.js';
import { locate } from './locate.js';

const text = '{ "a": [1, {"b": true}], "c": "d", "a": [2, {"b": null}] }';
const at = (path: (string | number)[], on: 'key' | 'value'): string => {
  const { offset, length } = locate(text, path, on);
  return `${offset}:${text.slice(offset, offset + length)}`;
};

describe('locate', () => {
  it('finds the whole value of a scalar and the opening bracket of anything else', () => {
    expect(at(['c'], 'value')).toBe('30:"d"');
    expect(at([], 'value')).toBe('0:{');
    expect(at(['a'], 'value')).toBe('40:[');
    expect(at(['a', 0], 'value')).toBe('41:2');
  });

  it('finds the name of a member with its quotes', () => {
    expect(at(['c'], 'key')).toBe('25:"c"');
  });

  it('finds the last of repeated members, which is the one that counts', () => {
    expect(at(['a'], 'key')).toBe('35:"a"');
    expect(at(['a', 1, 'b'], 'value')).toBe('50:null');
  });

  it('finds the value of an item, which has no name', () => {
    expect(at(['a', 0], 'key')).toBe('41:2');
  });

  it('shows the bracket of the object that lacks a member', () => {
    expect(at(['x'], 'value')).toBe('0:{');
    expect(at(['a', 1, 'x'], 'value')).toBe('44:{');
    expect(at(['a', 9], 'value')).toBe('40:[');
    expect(at(['a', 'length'], 'value')).toBe('40:[');
    expect(at(['toString'], 'key')).toBe('0:{');
  });

  it('agrees with a parser on every path of every document', () => {
    /** All paths of a value, itself included. */
    const pathsOf = (value: unknown): (string | number)[][] => [
      [],
      ...(typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) =>
            pathsOf(inner).map((path) => [Array.isArray(value) ? Number(name) : name, ...path]),
          )
        : []),
    ];
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, 2, '\t'), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        const tree = parseTree(json);
        for (const path of pathsOf(JSON.parse(json))) {
          const node = tree && findNodeAtLocation(tree, path);
          const isOpen = node?.type === 'object' || node?.type === 'array';
          expect(locate(json, path, 'value')).toEqual({ offset: node?.offset, length: isOpen ? 1 : node?.length });
        }
      }),
    );
  });

  it('finds names however they are written, and of names given twice the one that JSON.parse keeps', () => {
    fc.assert(
      fc.property(writtenJson, ({ text: json, value }) => {
        const walk = (inner: unknown, path: (string | number)[]): void => {
          if (typeof inner !== 'object' || inner === null) {
            const { offset, length } = locate(json, path, 'value');
            expect(JSON.parse(json.slice(offset, offset + length))).toBe(inner);
            return;
          }
          for (const [name, member] of Object.entries(inner)) {
            const step = Array.isArray(inner) ? Number(name) : name;
            const { offset, length } = locate(json, [...path, step], 'key');
            if (typeof step === 'string') expect(JSON.parse(json.slice(offset, offset + length))).toBe(name);
            walk(member, [...path, step]);
          }
        };
        walk(value, []);
      }),
      { numRuns: 500 },
    );
  });
});
