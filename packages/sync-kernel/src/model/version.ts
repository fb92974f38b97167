import type { WriteHeader, CausalClock } from '../wire/write.js';
import type { JsonObject } from './json.js';

/** A write as strategies see it: opened, migrated, validated and authorised. Its identity is its id. */
export interface Version {
  /** The write's id. */
  readonly id: string;
  readonly objectId: string;
  readonly operation: WriteHeader['operation'];
  readonly deviceId: string;
  readonly authorId: string;
  readonly clock: CausalClock;
  /**
   * `put`, `command`: the whole record. `patch`: members of it, each replaced whole, or removed by `null`.
   * `delete`, `tombstone`: undefined.
   */
  readonly record: JsonObject | undefined;
}
