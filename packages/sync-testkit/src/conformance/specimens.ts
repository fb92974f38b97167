import type { JsonObject } from '@sourceos/sync-kernel';
import type * as fc from 'fast-check';

/** One record put in the place of another; `before` is undefined where the object is new. */
export interface RecordChange {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
  /** graph_merge: how many objects it takes from their place in the tree, where the domain judges that. */
  readonly subtree?: number;
}

/** An object that is in force before each case: what the domain asks for before anything may be written. */
export interface Setting {
  readonly objectId: string;
  readonly record: JsonObject;
}

/** What conformance is tried on. Only `records` is needed; the rest tells what cannot be derived from them. */
export interface Specimens {
  /** Valid records of every type, as different from each other as they come. */
  readonly records: fc.Arbitrary<JsonObject>;
  /** Valid changes that replacing one member of a record by that of another does not make. */
  readonly changes?: readonly RecordChange[];
  /** A record of an earlier version that the migrations bring along. */
  readonly older?: { readonly schemaVersion: string; readonly record: JsonObject };
  /** The object that a record is written to, where the domain ties them; by default one and the same. */
  readonly objectId?: (record: JsonObject) => string;
  /** A record that may live in an allowed scope, where the domain ties records to scopes; by default any of `records`. */
  readonly recordIn?: (encryptionScope: string) => JsonObject;
  readonly setting?: readonly Setting[];
  /** Records for the laws of the strategy, where not all records may stand for each other; by default `records`. */
  readonly mergeRecords?: fc.Arbitrary<JsonObject>;
  /** Merge patches from any merge record to another. */
  readonly patches?: fc.Arbitrary<JsonObject>;
  /** signed_authority_required: a record that revokes an object. */
  readonly revocation?: (objectId: string) => JsonObject;
  /** Texts that look like secrets: wherever a record takes one, `redact` has to find it. */
  readonly canaries?: readonly string[];
}
