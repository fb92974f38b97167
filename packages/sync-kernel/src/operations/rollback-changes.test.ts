import { expect, it } from 'vitest';
import type { ObjectView } from '../merge/strategy.js';
import type { JsonObject } from '../model/json.js';
import { rollbackChanges } from './rollback-changes.js';
import type { RollbackPlan } from './rollback-plan.js';

const inForce = (record: JsonObject | undefined): ObjectView => ({
  record,
  context: new Map(),
  inForce: [],
  held: [],
  conflicts: [],
});

const plan: RollbackPlan = {
  collection: 'test.notes',
  steps: [
    { objectId: 'a', from: { body: '2' }, to: { body: '1' }, encryptionScope: 'profile', because: '', undoes: ['w'] },
    { objectId: 'b', from: { body: 'new' }, to: undefined, because: '', undoes: ['x'] },
    { objectId: 'c', from: undefined, to: { body: 'gone' }, because: '', undoes: ['y'] },
  ],
  skipped: [],
  bulkDeletion: false,
};

it('writes old values, and deletes what was not there', () => {
  const values = new Map([
    ['a', inForce({ body: '2' })],
    ['b', inForce({ body: 'new' })],
  ]);
  expect(rollbackChanges(plan, (objectId) => values.get(objectId), 'urn:srcos:person:ada')).toEqual({
    changes: [
      {
        collection: 'test.notes',
        objectId: 'a',
        operation: 'put',
        record: { body: '1' },
        authorId: 'urn:srcos:person:ada',
        encryptionScope: 'profile',
      },
      { collection: 'test.notes', objectId: 'b', operation: 'delete', authorId: 'urn:srcos:person:ada' },
      {
        collection: 'test.notes',
        objectId: 'c',
        operation: 'put',
        record: { body: 'gone' },
        authorId: 'urn:srcos:person:ada',
      },
    ],
    stale: [],
  });
});

it('leaves alone what changed since the plan was made', () => {
  const { changes, stale } = rollbackChanges(plan, () => inForce({ body: '2' }));
  expect(changes.map(({ objectId }) => objectId)).toEqual(['a']);
  expect(stale).toEqual(['b', 'c']);
});
