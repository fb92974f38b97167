import type { EncryptionScope } from '@sourceos/sync-spec';
import type { JsonObject } from '../model/json.js';
import type { WriteHeader } from '../wire/write.js';

/** One line of a device's arrival journal: a write, and what it did to the value in force here. */
export interface HistoryEntry {
  readonly writeId: string;
  readonly objectId: string;
  readonly collection: string;
  readonly authorId: string;
  readonly deviceId: string;
  /** By the clock of the device that keeps the journal, milliseconds since the epoch: authors choose their own clocks. */
  readonly arrivedAt: number;
  /** The value in force before it; undefined where the object was not there. */
  readonly before: JsonObject | undefined;
  /** The value in force after it; the same as before where the write had no effect. */
  readonly after: JsonObject | undefined;
  readonly operation: WriteHeader['operation'];
  /** The scope that the object lives in; by default the manifest's. */
  readonly encryptionScope?: EncryptionScope;
}
