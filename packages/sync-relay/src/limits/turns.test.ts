import { expect, it } from 'vitest';
import { createTurns } from './turns.js';

it('so many requests of one key are under way at a time, in their order, and others do not wait for them', async () => {
  const take = createTurns(2);
  const log: string[] = [];
  let under = 0;
  let most = 0;
  const work = (name: string) => async () => {
    under += 1;
    most = Math.max(most, under);
    log.push(name);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
    return name;
  };
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) => take('eager', work(name)));
  await take('other', () => Promise.resolve(log.push('other')));
  // Two of the first key had begun, and the one of the other key came before the rest.
  expect(log).toEqual(['a', 'b', 'other']);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(log).toEqual(['a', 'b', 'other', 'c', 'd', 'e']);
  expect(most).toBe(2);
});

it('a request that fails gives its place on', async () => {
  const take = createTurns(1);
  const failing = take('a', () => Promise.reject(new Error('no')));
  const next = take('a', () => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
  expect(await take('a', () => Promise.resolve('again'))).toBe('again');
});
