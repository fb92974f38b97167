import type { JsonObject, LocalChange } from '@sourceos/sync-kernel';

/** A change of the scene's one collection. */
export type SceneChange = Omit<LocalChange, 'collection'>;

export const put = (objectId: string, record: JsonObject, more: Partial<SceneChange> = {}): SceneChange => ({
  objectId,
  operation: 'put',
  record,
  ...more,
});

export const patch = (objectId: string, record: JsonObject, more: Partial<SceneChange> = {}): SceneChange => ({
  objectId,
  operation: 'patch',
  record,
  ...more,
});

export const remove = (objectId: string, more: Partial<SceneChange> = {}): SceneChange => ({
  objectId,
  operation: 'delete',
  ...more,
});
