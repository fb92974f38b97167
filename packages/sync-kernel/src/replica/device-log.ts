import type { BatchStatement, CausalClock } from '../wire/write.js';

/** What a device wrote in a scope, as far as it is here: one contiguous sequence, or the place where it forks. */
export interface DeviceLog {
  /** The highest dot up to which nothing is missing. */
  readonly last: number;
  /** The root of the batch that ends at `last`; undefined before the first. */
  readonly head: string | undefined;
  /** The lowest dot at which two different writes are held; infinite where there is none (I15). */
  readonly forkedAt: number;
  /** Whether the hybrid clock of a write is not after that of the write before it. */
  readonly runsBackwards: (n: number) => boolean;
  /** Whether a batch follows on one that is here. A batch that does not has to wait. */
  readonly follows: (statement: BatchStatement) => boolean;
  /** Takes a batch in: its write ids in order, each with its clock where its header could be read. */
  readonly place: (statement: BatchStatement, writes: readonly PlacedWrite[]) => void;
}

export interface PlacedWrite {
  readonly id: string;
  readonly clock: CausalClock | undefined;
}

const after = (a: CausalClock, b: CausalClock): boolean =>
  a.wall - b.wall > 0 || (a.wall === b.wall && a.counter > b.counter);

/**
 * The log is a tree of batches, each naming the root of the one before. Which writes stand is a function of
 * the batches held: all before the first dot that two branches fill differently.
 */
export const createDeviceLog = (): DeviceLog => {
  const ids: string[] = [];
  const backwards = new Set<number>();
  /** The dot at which the batch with a root ends. */
  const ends = new Map<string, number>();
  let clock: CausalClock | undefined;
  let head: string | undefined;
  let last = 0;
  let forkedAt = Number.POSITIVE_INFINITY;
  const placeOne = (n: number, { id, clock: next }: PlacedWrite): void => {
    const held = ids[n];
    if (held !== undefined) {
      if (held !== id) forkedAt = Math.min(forkedAt, n);
      return;
    }
    ids[n] = id;
    if (next === undefined) return;
    if (clock !== undefined && !after(next, clock)) backwards.add(n);
    clock = next;
  };
  return {
    get last() {
      return last;
    },
    get head() {
      return head;
    },
    get forkedAt() {
      return forkedAt;
    },
    runsBackwards: (n) => backwards.size > 0 && backwards.has(n),
    follows: ({ sequence, previousRoot }) =>
      previousRoot === undefined ? sequence === 1 : ends.get(previousRoot) === sequence - 1,
    place: ({ sequence, size, root }, writes) => {
      writes.forEach((write, index) => placeOne(sequence + index, write));
      const end = sequence + size - 1;
      ends.set(root, end);
      if (end > last) {
        last = end;
        head = root;
      }
    },
  };
};
