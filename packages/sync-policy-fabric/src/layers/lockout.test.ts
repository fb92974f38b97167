import { expect, it } from 'vitest';
import { locksOut } from './lockout.js';

it.each([
  ['everything for everybody', { capability: '*' }, true],
  ['everything that is synchronised', { capability: 'sync.*' }, true],
  ['policy for every person', { capability: 'sync.policy.*', subjects: ['urn:srcos:person:*'] }, true],
  ['policy in an org', { capability: 'sync.policy.put', subjects: ['urn:srcos:org:example'] }, true],
  ['everything for agents', { capability: '*', subjects: ['urn:srcos:agent:*'] }, false],
  ['policy for one person', { capability: 'sync.policy.*', subjects: ['urn:srcos:person:mira'] }, false],
  ['the deletion of policy', { capability: 'sync.policy.delete' }, false],
  ['shells for everybody', { capability: 'shell.*' }, false],
])('to deny %s locks everybody out: %o is %s', (_, target, locks) => {
  expect(locksOut({ ...target, effect: 'deny', reason: 'A test.' })).toBe(locks);
  expect(locksOut({ ...target, effect: 'review', reason: 'A test.' })).toBe(false);
});
