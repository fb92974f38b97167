import { expect, it } from 'vitest';
import { findWrite } from './find-write.js';

const items = ['aaaaaa11', 'aaaaaa22', 'bbbbbb33'].map((id) => ({ writeId: `sha256:${id}` }));

it('finds a write by its id, or by the beginning of one', () => {
  expect(findWrite(items, 'sha256:aaaaaa11')).toBe(items[0]);
  expect(findWrite(items, 'bbbbbb')).toBe(items[2]);
});

it('says why it finds none: unknown, ambiguous, too short', () => {
  expect(findWrite(items, 'cccccc')).toContain('Nothing that waits has the id');
  expect(findWrite(items, 'aaaaaa')).toContain('More than one');
  expect(findWrite(items, 'bbb')).toContain('six');
});
