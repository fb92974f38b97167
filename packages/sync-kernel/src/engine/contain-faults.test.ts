import { expect, it } from 'vitest';
import { testEngine } from '../merge/testing/test-engine.js';
import { containFaults } from './contain-faults.js';

it('does without a card, an audit event or a resolution where the rule for it throws', () => {
  const fault = (): never => {
    throw new Error('the rule has a fault');
  };
  const engine = containFaults(testEngine({ describe: fault, audit: fault, resolve: fault }));
  const change = {
    objectId: 'urn:srcos:note:1',
    operation: 'put' as const,
    authorId: 'urn:srcos:person:ada',
    deviceId: 'urn:srcos:device:laptop',
    before: { title: 'a' },
    after: { title: 'b' },
    pointers: ['/title'],
  };
  expect(engine.describe(change).title).toBe('urn:srcos:note:1 would change at /title.');
  expect(engine.audit(change, { outcome: 'applied', reasons: [] })).toEqual([]);
  expect(engine.resolve({ objectId: 'urn:srcos:note:1', before: undefined, candidates: [] })).toBeUndefined();
});
