import type { MergeStrategy } from '@sourceos/sync-spec';
import type { ControlView } from '../control/control-view.js';
import type { Engine } from '../engine/engine.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Reason } from '../model/reason.js';
import type { Version } from '../model/version.js';
import type { NamedBundle } from '../policy/evaluate.js';

/** What a merger is made for: one engine's collection in one scope, seen from one device. */
export interface MergerOptions {
  readonly engine: Engine;
  /** The device whose projection is asked for. The replicated state never depends on it. */
  readonly deviceId: string;
  readonly control: ControlView;
}

/** What a version did when it was added. */
export interface MergeResult {
  readonly outcome: 'applied' | 'merged' | 'superseded' | 'held' | 'quarantined';
  /** Empty where the outcome needs none. */
  readonly reasons: readonly Reason[];
  /** Object ids whose view may have changed, the version's own among them unless nothing changed. */
  readonly touched: readonly string[];
}

/** Two versions or more that contradict each other, named alike on all devices: `id` is a hash of the sorted write ids. */
export interface MergeConflict {
  readonly id: string;
  readonly kind: 'merge' | 'fork' | 'delete-update' | 'update-delete';
  readonly objectId: string;
  /** The write ids in conflict, sorted. */
  readonly writes: readonly string[];
  /** The field, where one field is in conflict. */
  readonly pointer?: string;
  /** The values that are kept, in the order of `writes`; for a deleted side `null`. */
  readonly values: readonly Json[];
}

/** One object as this device sees it. */
export interface ObjectView {
  /** The record in force, or undefined: deleted, never in force, or hidden. */
  readonly record: JsonObject | undefined;
  /** The version vector of everything known of the object, held writes included: the context of a next write. */
  readonly context: ReadonlyMap<string, number>;
  /** The write ids that the record in force comes from. */
  readonly inForce: readonly string[];
  /** The write ids that wait for a person. */
  readonly held: readonly string[];
  readonly conflicts: readonly MergeConflict[];
  /** An edge whose end is gone: kept, not shown. */
  readonly hidden?: boolean;
}

/**
 * The state of one collection. What is replicated is a function of the set of versions and control
 * records, never of their order, repetition or batching (I10).
 */
export interface Merger {
  /** Adds a version; a version already there is `superseded` and changes nothing. */
  readonly add: (version: Version) => MergeResult;
  /** Objects that have any version, in no order. */
  readonly objectIds: () => Iterable<string>;
  readonly view: (objectId: string) => ObjectView | undefined;
  /** The record of `view` alone, where that is had for less: every write asks for it. */
  readonly record?: (objectId: string) => JsonObject | undefined;
  /** The replicated state as JSON whose canonical bytes are equal on all devices that hold the same set. */
  readonly replicated: () => Json;
  /** Forgets tombstones and history that every live member has acknowledged; returns how many versions went. */
  readonly collect: (frontier: ReadonlyMap<string, number>) => number;
  /**
   * The context of a first write to an object, where writes to one object are about others (a downgrade retires
   * bundles that it has seen): the version vector of the collection. Absent: a first write knows nothing.
   */
  readonly context?: () => ReadonlyMap<string, number>;
  /** graph_merge: how many objects stand below one in the trees of the collection, counted up to `most`. */
  readonly below?: (objectId: string, most: number) => number;
  /** strongest_policy_wins: the bundles that nothing retired, by write id; their meet is in effect. */
  readonly bundles?: () => readonly NamedBundle[];
  /** append_only: the write ids of a device's log in order, up to where it forks; proofs are over these. */
  readonly log?: (deviceId: string) => readonly string[];
}

/** A strategy of the vocabulary: makes mergers. One file each. */
export interface Strategy {
  readonly name: MergeStrategy;
  /** It decides itself what a dangerous change needs: a person, an authority, or nothing to put in force. Else the gate holds it. */
  readonly judgesDanger?: true;
  /** Its candidates wait for reviews by themselves: the gate does not settle the same review twice. */
  readonly settlesReviews?: true;
  readonly createMerger: (options: MergerOptions) => Merger;
}
