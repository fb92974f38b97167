import { expect, it } from 'vitest';
import { isMailboxId, newMailboxId } from './mailbox.js';

it('makes a ticket that no command takes for an option', () => {
  // 62 of 64 is `-` in base64url.
  const draws = [62, 62, 7].map((first) => new Uint8Array(16).fill(first << 2));
  const id = newMailboxId(() => draws.shift() ?? expect.fail('It drew again without need.'));
  expect(draws).toEqual([]);
  expect(id).toMatch(/^H/);
  expect(isMailboxId(id)).toBe(true);
});
