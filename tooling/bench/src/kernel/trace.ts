import { createRandom } from '../random.js';
import { createTraceWriter } from './trace-writer.js';

/** What a node of the graph says: short texts, of which one is long, and a place on a canvas. */
export interface Fields {
  readonly name: string;
  readonly note: string;
  readonly status: string;
  readonly x: number;
  readonly y: number;
}
export const fieldNames = ['name', 'note', 'status', 'x', 'y'] as const satisfies readonly (keyof Fields)[];

/** One act of a person on the tree of nodes. Nodes are numbered as they are created. */
export type Operation =
  | { readonly kind: 'create'; readonly node: number; readonly parent: number | undefined; readonly fields: Fields }
  | { readonly kind: 'edit'; readonly node: number; readonly field: keyof Fields; readonly value: string | number }
  | { readonly kind: 'move'; readonly node: number; readonly parent: number }
  | { readonly kind: 'delete'; readonly node: number };

/** What one device does between two exchanges, without a sight of the others. */
export interface Burst {
  readonly device: number;
  readonly operations: readonly Operation[];
}

/** What a contender may end with for one node; where edits were concurrent, each of them is right. */
export interface ExpectedNode {
  /** `either`: deleted and edited concurrently; systems differ in which of the two counts. */
  readonly fate: 'present' | 'absent' | 'either';
  readonly values: Readonly<Record<keyof Fields, readonly (string | number)[]>>;
  readonly parents: readonly (number | undefined)[];
}

export interface Trace {
  readonly devices: number;
  /** In each round every device has a burst; after it, all have everything. */
  readonly rounds: readonly (readonly Burst[])[];
  readonly operations: number;
  /** Writes of the kernel that the operations come to: a node and the edge to its parent are two. */
  readonly writes: number;
  readonly expected: readonly ExpectedNode[];
}

export interface TraceOptions {
  readonly seed: number;
  readonly devices: number;
  readonly rounds: number;
  /** Writes of each burst: a batch. */
  readonly burst: number;
}

/** Out of 100 operations; the rest are creations. */
const shares = { edit: 40, move: 10, delete: 5 } as const;

/**
 * A tree of nodes as devices build it that exchange their work now and then.
 *
 * A node's parent is always older than itself and what is deleted has no children, so that no choice of a
 * winner closes a cycle or takes a subtree along: contenders that settle those differently still have to
 * end with the same nodes.
 */
export const generateTrace = ({ seed, devices, rounds, burst }: TraceOptions): Trace => {
  const random = createRandom(seed);
  const writer = createTraceWriter(random);
  const played = Array.from({ length: rounds }, () => {
    const bursts = Array.from({ length: devices }, (_, device): Burst => {
      const operations: Operation[] = [];
      for (let left = burst; left > 0;) {
        const choice = random.integer(1, 100);
        const wanted =
          choice <= shares.edit
            ? writer.edit(device)
            : choice <= shares.edit + shares.move
              ? writer.move(device)
              : choice <= shares.edit + shares.move + shares.delete && left > 1
                ? writer.remove(device)
                : undefined;
        const { operation, writes } = wanted ?? (left > 1 ? writer.create(device) : writer.createRoot(device));
        operations.push(operation);
        left -= writes;
      }
      return { device, operations };
    });
    writer.exchange();
    return bursts;
  });
  return {
    devices,
    rounds: played,
    operations: played.flat().reduce((sum, { operations }) => sum + operations.length, 0),
    writes: devices * rounds * burst,
    expected: writer.expected(),
  };
};
