import { readRecord } from '../../engine/read-record.js';
import type { JsonObject } from '../../model/json.js';
import type { Version } from '../../model/version.js';
import { ending, type Ending, type Passage } from '../passage.js';
import { refusedRecord } from '../secret-reasons.js';

/** Reads the record by the version that its header names: migrated, validated, or kept for a later engine (I1). */
export const schema = (passage: Passage): Ending | undefined => {
  const { write, engine, opened } = passage;
  if (passage.version !== undefined || engine === undefined || opened === undefined) return undefined;
  let record: JsonObject | undefined;
  if (opened !== null) {
    const read = readRecord(engine, write.header.schemaVersion, opened, write.operation === 'patch');
    if (!read.ok) {
      const waits = read.reason.code === 'migration_required';
      return ending(waits ? 'held' : 'quarantined', ...refusedRecord(read.reason, opened));
    }
    record = read.record;
  }
  passage.version = {
    id: write.id,
    objectId: write.objectId,
    operation: write.operation,
    deviceId: write.deviceId,
    authorId: write.authorId,
    clock: write.clock,
    record,
  } satisfies Version;
  return undefined;
};
