import type { LocalChange } from '../replica/replica.js';
import type { JsonObject } from '../model/json.js';
import type { Engine } from './engine.js';

/** What of a change has a default: who authors it, and the scope that it lives in. */
export type ChangeChoices = Pick<LocalChange, 'authorId' | 'encryptionScope'>;

/** Members of a record to replace, each whole; `null` removes one that a record may do without. */
export type RecordPatch<RecordType> = RecordType extends unknown
  ? {
      readonly [Name in keyof RecordType]?:
        RecordType[Name] | (Partial<Pick<RecordType, Name>> extends Pick<RecordType, Name> ? null : never);
    }
  : never;

/** Makes the changes of one collection, for `Replica.author`. Nothing is checked here that the replica checks. */
export interface ChangeMaker<RecordType> {
  /** The whole record: creates the object, or replaces what it is. */
  readonly put: (objectId: string, record: RecordType, choices?: ChangeChoices) => LocalChange;
  /** Some members of the record: concurrent changes of other members stand beside it. */
  readonly patch: (objectId: string, patch: RecordPatch<RecordType>, choices?: ChangeChoices) => LocalChange;
  /** Deletes the object; refused as `tombstones_unsupported` where the manifest keeps no tombstones. */
  readonly remove: (objectId: string, choices?: ChangeChoices) => LocalChange;
  /** Asks that something be carried out: the record says what. */
  readonly command: (objectId: string, record: RecordType, choices?: ChangeChoices) => LocalChange;
}

/**
 * The typed makers of an engine's changes: `changesOf<Note>(manifest).put(id, note)`.
 *
 * @param manifest whose collection the changes are of
 */
export const changesOf = <RecordType extends object>({
  collection,
}: Pick<Engine['manifest'], 'collection'>): ChangeMaker<RecordType> => {
  // A record type is JSON by its schema; this is the one place where the domain's type becomes it.
  const json = (record: object): JsonObject => record as JsonObject;
  return {
    put: (objectId, record, choices) => ({ collection, objectId, operation: 'put', record: json(record), ...choices }),
    patch: (objectId, patch, choices) => ({
      collection,
      objectId,
      operation: 'patch',
      record: json(patch),
      ...choices,
    }),
    remove: (objectId, choices) => ({ collection, objectId, operation: 'delete', ...choices }),
    command: (objectId, record, choices) => ({
      collection,
      objectId,
      operation: 'command',
      record: json(record),
      ...choices,
    }),
  };
};
