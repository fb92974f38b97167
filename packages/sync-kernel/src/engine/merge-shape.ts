import type { JsonObject } from '../model/json.js';
import type { PolicyStatement } from '../policy/policy-statement.js';

/** An edge of a typed graph, as a record declares it. */
export interface Edge {
  readonly relation: string;
  readonly from: string;
  readonly to: string;
  /** `tree`: one parent, no cycle (`from` is the parent). `acyclic`: no cycle. `plain`: anything. */
  readonly kind: 'tree' | 'acyclic' | 'plain';
}

/** How the records of an engine fill its strategy; only the members of the declared strategy are read. */
export interface MergeShape {
  /** crdt: what a top-level field is; a field not named is a last-writer register. */
  readonly crdt?: Readonly<Record<string, 'register' | 'set' | 'counter'>>;
  readonly graph?: {
    /** Top-level fields of which the last writer counts without a conflict. */
    readonly lastWriter?: readonly string[];
    /** The edge that a record is, or undefined for a node. */
    readonly edge?: (record: JsonObject) => Edge | undefined;
  };
  readonly log?: {
    /** The entry hashes of the author's own log whose bodies a record drops, or undefined for any other record. */
    readonly checkpoint?: (record: JsonObject) => readonly string[] | undefined;
  };
  /** strongest_policy_wins: what a record says. */
  readonly policy?: (record: JsonObject) => PolicyStatement | undefined;
  readonly authority?: {
    /** The version that orders a record; without one, 0. */
    readonly version?: (record: JsonObject) => number;
    /** The object ids that a record, or a patch, revokes for ever; it may be the object that it is written to. */
    readonly revokes?: (record: JsonObject, objectId: string) => readonly string[];
  };
}
