import { describe, expect, it } from 'vitest';
import type { AuthorizeContext } from '../engine/engine.js';
import type { JsonObject } from '../model/json.js';
import { engineDenied } from './engine-denied.js';
import { judgeByType, type RulesByType } from './rules-by-type.js';

const rules: RulesByType<JsonObject> = {
  Note: ({ before, after }) =>
    before === undefined || after.title === before.title ? [] : [engineDenied('/title', 'A title stays.')],
};
const context = {} as AuthorizeContext;
const ask = (before: JsonObject | undefined, after: JsonObject, objectId = 'urn:srcos:note:one') => {
  const change = { objectId, operation: 'put', authorId: '', deviceId: '', before, after, pointers: [] } as const;
  return judgeByType({ Note: 'note', Task: 'task' }, rules, change, context).map(({ evidence }) => evidence?.rule);
};

describe('rules by the type of a record', () => {
  const note = { type: 'Note', title: 'a' };

  it('are those of the type, with the members of both sides', () => {
    expect(ask(undefined, note)).toEqual([]);
    expect(ask(note, { ...note, title: 'b' })).toEqual(['A title stays.']);
  });

  it.each([{}, { type: 'constructor' }, { type: 7 }])('refuse %j, which is no record', (after) => {
    expect(ask(undefined, after)).toEqual(['There is no record in force that this is a part of.']);
  });

  it('refuse another name, and another type than before', () => {
    expect(ask(undefined, note, 'urn:srcos:task:one')).toEqual(['A record of this type is named by urn:srcos:note:….']);
    expect(ask({ type: 'Task' }, note)).toEqual(['A record stays of its type.']);
  });
});
