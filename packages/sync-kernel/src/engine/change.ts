import type { JsonObject } from '../model/json.js';
import type { WriteHeader } from '../wire/write.js';

/** A difference between the value in force and a proposed one (I11: from what is in force, not from a parent). */
export interface Change<RecordType = JsonObject> {
  readonly objectId: string;
  readonly operation: WriteHeader['operation'];
  readonly authorId: string;
  readonly deviceId: string;
  /** Undefined where the object is new. */
  readonly before: RecordType | undefined;
  /** Undefined where the object is deleted. */
  readonly after: RecordType | undefined;
  /** JSON Pointers of the members that differ, the deepest that differ; `''` where the object comes or goes. */
  readonly pointers: readonly string[];
  /**
   * graph_merge: how many objects the change takes from their place in the engine's tree: those below a node that is
   * deleted; those below the child of an edge that goes or leads elsewhere, and the child. Counted up to about 1,000
   * in what is in force; absent where there is none.
   */
  readonly subtree?: number;
}

/** How dangerous a change is, and why in one sentence. */
export interface Classification {
  readonly danger: 'benign' | 'dangerous';
  /** The pointers that make it dangerous. */
  readonly pointers: readonly string[];
  readonly sentence: string;
}

/** Two or more concurrent versions of one object that the strategy does not combine by itself. */
export interface Conflict<RecordType = JsonObject> {
  readonly objectId: string;
  readonly before: RecordType | undefined;
  readonly candidates: readonly RecordType[];
}

/** What a reviewer reads. A person decides from the card alone. */
export interface Card {
  /** One sentence: what would change. */
  readonly title: string;
  /** One sentence: why that is risky. */
  readonly risk: string;
  readonly alternatives: readonly string[];
}

/** An audit event before the audit engine gives it an id, a hash and a place in its log. */
export interface AuditDraft {
  readonly eventType: string;
  readonly subjectId: string;
  readonly details?: JsonObject;
}
