import { describe, expect, it } from 'vitest';
import { kindOfUrn, nameOfUrn } from './urn.js';

describe('a URN', () => {
  it.each([
    ['urn:srcos:task:publish', 'task', 'publish'],
    ['urn:srcos:bookmark:home:1', 'bookmark', 'home:1'],
    ['urn:srcos:task', 'task', ''],
  ])('%s has a kind and a name', (urn, kind, name) => {
    expect([kindOfUrn(urn), nameOfUrn(urn)]).toEqual([kind, name]);
  });

  it.each(['', 'publish', 'urn:other:task:publish', 'https://example.org/task'])(
    'of another space, "%s", has neither',
    (urn) => {
      expect([kindOfUrn(urn), nameOfUrn(urn)]).toEqual(['', '']);
    },
  );
});
