import type { JsonObject, Migration } from '@sourceos/sync-kernel';

/**
 * From 0.0.1, the draft of the model: a node's position stood in `x` and `y` beside its text, and a task was `done` or
 * was not.
 *
 * @throws TypeError where `done` is neither: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { x, y, done, ...rest } = record;
  const layout = { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) };
  if (done !== undefined && typeof done !== 'boolean') throw new TypeError('done is neither true nor false');
  return {
    ...rest,
    ...(done === undefined ? {} : { status: done ? 'done' : 'open' }),
    ...(Object.keys(layout).length === 0 ? {} : { layout }),
  };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
