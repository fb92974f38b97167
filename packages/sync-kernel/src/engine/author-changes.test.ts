import { expect, expectTypeOf, it } from 'vitest';
import { changesOf, type RecordPatch } from './author-changes.js';

interface Note {
  readonly type: 'Note';
  readonly title: string;
  readonly pinned?: boolean;
}
interface Task {
  readonly type: 'Task';
  readonly done: boolean;
}

const notes = changesOf<Note | Task>({ collection: 'notes' });
const id = 'urn:srcos:note:1';

it('names its collection and operation, and takes over what is chosen', () => {
  expect(notes.put(id, { type: 'Note', title: 'a' })).toEqual({
    collection: 'notes',
    objectId: id,
    operation: 'put',
    record: { type: 'Note', title: 'a' },
  });
  expect(notes.patch(id, { pinned: null }, { authorId: 'urn:srcos:agent:a', encryptionScope: 'workspace' })).toEqual({
    collection: 'notes',
    objectId: id,
    operation: 'patch',
    record: { pinned: null },
    authorId: 'urn:srcos:agent:a',
    encryptionScope: 'workspace',
  });
  expect(notes.command(id, { type: 'Task', done: true }).operation).toBe('command');
  expect(notes.remove(id)).toEqual({ collection: 'notes', objectId: id, operation: 'delete' });
});

it('lets a patch remove only what a record may do without', () => {
  expectTypeOf<{ pinned: null }>().toExtend<RecordPatch<Note>>();
  expectTypeOf<{ title: null }>().not.toExtend<RecordPatch<Note>>();
  expectTypeOf<{ done: false }>().toExtend<RecordPatch<Note | Task>>();
});
