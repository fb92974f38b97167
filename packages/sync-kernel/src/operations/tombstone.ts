import type { Engine } from '../engine/engine.js';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import type { WriteHeader } from '../wire/write.js';

/** Why the engine's manifest refuses an operation (I1); undefined where it does not. Deleting needs `supportsTombstones`. */
export const checkOperation = (
  { manifest }: Pick<Engine, 'manifest'>,
  operation: WriteHeader['operation'],
): Reason | undefined =>
  (operation === 'delete' || operation === 'tombstone') && !manifest.supportsTombstones
    ? reasonOf('tombstones_unsupported', { evidence: { collection: manifest.collection, operation } })
    : undefined;

/** Fewer deletions than these are never bulk: a person tidies up by the handful. */
const fewest = 10;
/** The part of the collection from which deletions are bulk: a quarter. */
const part = 4;
/** As many deletions as these are bulk however large the collection is. */
const most = 256;

/**
 * Whether deletions amount to a bulk deletion, which I3 holds for review in a high or critical engine: ten or more
 * that are at least a quarter of the collection, or 256 of any.
 *
 * @param count deletions by one author that are judged together
 * @param total objects in force before the first of them
 */
export const isBulkDeletion = (count: number, total: number): boolean =>
  count >= most || (count >= fewest && count * part >= total);
