import { describe, expect, it } from 'vitest';
import { isTooBroad, originsGained } from './origins.js';

describe('a pattern of origins', () => {
  it.each([
    'https://*.co.uk',
    'https://*.github.io',
    'https://*.kobe.jp:8443',
    'https://*.168.1.10',
    'https://*.xn--p1ai',
    'https://*.s3.amazonaws.com',
  ])('%s reaches pages of unrelated people', (pattern) => {
    expect(isTooBroad(pattern)).toBe(true);
  });

  it.each([
    'https://*.docs.example',
    'https://*.bbc.co.uk',
    'https://*.me.github.io',
    'https://github.io',
    'https://co.uk',
  ])('%s reaches those of one registrant', (pattern) => {
    expect(isTooBroad(pattern)).toBe(false);
  });
});

describe('origins that are gained', () => {
  it.each([
    [['https://a.example'], ['https://a.example'], []],
    [['https://*.a.example'], ['https://x.a.example', 'https://*.y.x.a.example'], []],
    [['https://*.a.example'], ['https://a.example'], ['https://a.example']],
    [['https://*.a.example'], ['https://x.a.example:8443'], ['https://x.a.example:8443']],
    [['https://*.a.example:8443'], ['https://x.a.example:8443'], []],
    [['https://x.a.example'], ['https://*.a.example'], ['https://*.a.example']],
    [['https://a.example'], ['https://evila.example'], ['https://evila.example']],
    [[], ['https://a.example'], ['https://a.example']],
  ])('from %j to %j are %j', (before, after, gained) => {
    expect(originsGained(before, after)).toEqual(gained);
  });
});
