import type { EncryptionScope } from '@sourceos/sync-spec';
import type { JsonObject } from '../model/json.js';
import type { Reason } from '../model/reason.js';
import type { SkipCause } from './rollback-barrier.js';

/** What to roll back. Times are arrivals at this device, milliseconds since the epoch. */
export type RollbackTarget =
  /** One object, to the value that a write left in force. Later changes go, whoever made them: it is named for that. */
  | { readonly kind: 'to_write'; readonly objectId: string; readonly writeId: string }
  /** One object, to the value in force at a time. */
  | { readonly kind: 'to_time'; readonly objectId: string; readonly at: number }
  /** Everything that an author (a person or an agent) did since a time. */
  | { readonly kind: 'undo_author'; readonly authorId: string; readonly since: number }
  /** Everything that came from a device since a time. */
  | { readonly kind: 'undo_device'; readonly deviceId: string; readonly since: number };

export interface RollbackStep {
  readonly objectId: string;
  /** The value that the plan found in force. */
  readonly from: JsonObject | undefined;
  /** The old value; undefined deletes. */
  readonly to: JsonObject | undefined;
  readonly encryptionScope?: EncryptionScope;
  readonly because: string;
  /** The writes that it undoes, in their order of arrival. */
  readonly undoes: readonly string[];
}

export interface SkippedObject {
  readonly objectId: string;
  readonly cause: SkipCause;
  readonly sentence: string;
  /** The writes that stand in the way. */
  readonly writes: readonly string[];
}

/** What a rollback would do. Nothing is done yet: a person reads it first. */
export interface RollbackPlan {
  readonly collection: string;
  readonly steps: readonly RollbackStep[];
  readonly skipped: readonly SkippedObject[];
  /** Its deletions are so many that other devices will hold them for review, where the policy class asks for it (I3). */
  readonly bulkDeletion: boolean;
}

export type RollbackResult =
  { readonly ok: true; readonly plan: RollbackPlan } | { readonly ok: false; readonly reasons: readonly Reason[] };
