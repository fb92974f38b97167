import { parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { locate } from './json-tree.js';

const text = '{ "a": [1, {"b": true}], "c": "d", "a": [2, {"b": null}] }';
const tree = parseTree(text);
const at = (path: (string | number)[], on: 'key' | 'value'): string => {
  const { offset, length } = locate(tree, path, on);
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

  it('is at the start of a text without a tree', () => {
    expect(locate(undefined, ['a'], 'value').offset).toBe(0);
  });
});
