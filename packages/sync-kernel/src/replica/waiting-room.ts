import type { Arrival } from '../gate/arrival.js';

/** A batch that cannot be judged yet: its device is unknown here, or batches before it are missing. */
export interface WaitingBatch {
  readonly bytes: Uint8Array;
  readonly arrival: Arrival;
}

/** Batches that wait, bounded: what is not verified yet could be anybody's junk (I14). */
export interface WaitingRoom {
  /** Whether there was room. What finds none can be fetched again. */
  readonly enter: (id: string, batch: WaitingBatch) => boolean;
  /** Takes everything out, in the order in which it came. */
  readonly leave: () => readonly WaitingBatch[];
  readonly size: () => number;
}

/** Bounds of the room. */
const maxBatches = 1_024;
const maxBytes = 64 * 1_024 * 1_024;

export const createWaitingRoom = (): WaitingRoom => {
  const waiting = new Map<string, WaitingBatch>();
  let bytes = 0;
  return {
    enter: (id, batch) => {
      if (waiting.has(id)) return true;
      if (waiting.size >= maxBatches || bytes + batch.bytes.length > maxBytes) return false;
      waiting.set(id, batch);
      bytes += batch.bytes.length;
      return true;
    },
    leave: () => {
      const all = [...waiting.values()];
      waiting.clear();
      bytes = 0;
      return all;
    },
    size: () => waiting.size,
  };
};
