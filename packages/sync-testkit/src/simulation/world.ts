import type { LocalChange } from '@sourceos/sync-kernel';
import type { Node, NodeRequest } from './node.js';
import type { Pick } from './pick.js';

/** Ways in which a device breaks the rules. */
export const attacks = ['equivocate', 'write-after-removal', 'write-undelegated', 'forge'] as const;
export type Attack = (typeof attacks)[number];

/** What makes an attack possible. An attack that a world does not describe does not happen in it. */
export interface Attackers {
  /** A member that signs two batches for one sequence. It is no honest member. */
  readonly equivocate?: { readonly deviceId: string };
  /** A member that is removed and goes on writing. `remove` makes the record: writes up to `last` stand. */
  readonly 'write-after-removal'?: {
    readonly deviceId: string;
    readonly remove: (last: number) => Uint8Array;
  };
  /** A member that writes, without a delegation, what needs one. */
  readonly 'write-undelegated'?: {
    readonly deviceId: string;
    readonly changes: (pick: Pick) => readonly LocalChange[];
  };
  /** Somebody who signs as this honest member with another key. */
  readonly forge?: { readonly deviceId: string };
}

/** A write that a member made, as administrators know of it. */
export interface KnownWrite {
  readonly writeId: string;
  readonly deviceId: string;
  /** Absent where the node's decision names none. */
  readonly authorId?: string;
  /** Its place among the writes of its device, from 1. */
  readonly n: number;
  readonly collection: string;
  readonly objectId: string;
}

/** The scope that is simulated: its devices, what they write and who governs it. Made anew for each run. */
export interface World {
  /** The honest devices, at least two. */
  readonly members: readonly string[];
  readonly createNode: (request: NodeRequest) => Node;
  /** The control records with which every device begins. */
  readonly genesis: readonly Uint8Array[];
  /** The changes that an honest device makes next, at least one. */
  readonly changes: (pick: Pick, deviceId: string) => readonly LocalChange[];
  /** The control record that comes next, such as a review or a delegation; undefined where there is none to make. */
  readonly govern?: (pick: Pick, written: readonly KnownWrite[]) => Uint8Array | undefined;
  /**
   * The control records that follow where a device says up to which write of each device it holds all: its own, and
   * those of devices that the simulation does not run. `time`: milliseconds.
   */
  readonly acknowledge?: (deviceId: string, held: ReadonlyMap<string, number>, time: number) => readonly Uint8Array[];
  /**
   * Whether, by every control record made so far, a write may have effect; where it may not, a replica that has heard
   * all of them and has it in force is at fault, and where it may, one that refuses it. Without it what honest members
   * write always stands, and what came to be refused is not looked at.
   */
  readonly stands?: (write: KnownWrite) => boolean;
  readonly attackers?: Attackers;
}
