/** How far apart, by its own hybrid time, a device's deletions count as done at once: an hour, in milliseconds. */
const window = 3_600_000;

/**
 * The deletions that each device made, so that many small batches count as one large one (I3). A deletion counts with
 * those before and after it: how many they are follows from what is held, not from the batches or their order (I10).
 */
export interface Deletions {
  readonly add: (deviceId: string, collection: string, write: { readonly id: string; readonly wall: number }) => void;
  /** How many of the device's deletions are within an hour of a time on either side; milliseconds. */
  readonly around: (deviceId: string, collection: string, wall: number) => number;
}

/** The first place whose time is not before `wall`. */
const placeOf = (walls: readonly number[], wall: number): number => {
  let low = 0;
  let high = walls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((walls[middle] ?? 0) < wall) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const createDeletions = (): Deletions => {
  const counted = new Set<string>();
  const byDevice = new Map<string, Map<string, number[]>>();
  return {
    add: (deviceId, collection, { id, wall }) => {
      if (counted.has(id)) return;
      counted.add(id);
      const collections = byDevice.get(deviceId) ?? new Map<string, number[]>();
      byDevice.set(deviceId, collections);
      const walls = collections.get(collection) ?? [];
      collections.set(collection, walls);
      walls.splice(placeOf(walls, wall), 0, wall);
    },
    around: (deviceId, collection, wall) => {
      const walls = byDevice.get(deviceId)?.get(collection) ?? [];
      return placeOf(walls, wall + window + 1) - placeOf(walls, wall - window);
    },
  };
};
