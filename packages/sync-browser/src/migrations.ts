import type { Json, JsonObject, Migration } from '@sourceos/sync-kernel';

/** The fractional index of a place that was a number: the same order, and room between any two. */
const orderOf = (index: number): string => `${String(index).padStart(9, '0')}V`;

const place = (index: Json): string => {
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > 999_999_999) {
    throw new TypeError('index is no place among siblings');
  }
  return orderOf(index);
};

const instant = (addedAt: Json): string => {
  if (typeof addedAt !== 'number' || !Number.isFinite(addedAt) || Math.abs(addedAt) > 8.64e15) {
    throw new TypeError('addedAt is no time in milliseconds');
  }
  return new Date(addedAt).toISOString();
};

/**
 * From 0.0.1, the draft of the model: a bookmark stood in a `folder` at an `index`, which every insertion moved, and was
 * added at a number of milliseconds since the epoch.
 *
 * @throws TypeError where an index or a time is none: the record waits
 */
const fromDraft = (record: JsonObject): JsonObject => {
  const { folder, index, addedAt, ...rest } = record;
  return {
    ...rest,
    ...(folder === undefined ? {} : { parent: folder }),
    ...(index === undefined ? {} : { order: place(index) }),
    ...(addedAt === undefined ? {} : { addedAt: typeof addedAt === 'string' ? addedAt : instant(addedAt) }),
  };
};

/** How records of earlier versions come to be records of this one, in order. */
export const migrations: readonly Migration[] = [{ from: '0.0.1', to: '0.1.0', migrate: fromDraft }];
