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

/** What an author says of its own log, and which of its entries' bodies are to go. It counts only where it is true. */
export interface LogCheckpoint {
  /** How many entries the log had. */
  readonly size: number;
  /** RFC 6962 root over the ids of those entries, as `logHead` makes it: `sha256:` and hexadecimal. */
  readonly root: string;
  /** Half-open ranges of places in the log, from 0. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
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
    /**
     * The entries of the author's own log whose bodies a record drops: by their ids, or by their places in the log that
     * the record states; undefined for any other record.
     */
    readonly checkpoint?: (record: JsonObject) => readonly string[] | LogCheckpoint | undefined;
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
