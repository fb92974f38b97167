import type { StoredEntry } from './store.js';

/** How many bytes a scope holds, in all and of each device and collection, as a store counts them in memory. */
export interface ByteCounts {
  readonly devices: Map<string, number>;
  readonly collections: Map<string, number>;
  bytes: number;
}

export const noBytes = (): ByteCounts => ({ devices: new Map(), collections: new Map(), bytes: 0 });

/** Counts bytes of an entry; fewer where they are dropped. */
export const countBytes = (
  counts: ByteCounts,
  { collection, deviceId }: Pick<StoredEntry, 'collection' | 'deviceId'>,
  bytes: number,
): void => {
  counts.bytes += bytes;
  counts.devices.set(deviceId, (counts.devices.get(deviceId) ?? 0) + bytes);
  if (collection !== '') counts.collections.set(collection, (counts.collections.get(collection) ?? 0) + bytes);
};

/** How many scopes there are, and their bytes together. */
export const sumOfBytes = (
  scopes: readonly Pick<ByteCounts, 'bytes'>[],
): { readonly scopes: number; readonly bytes: number } => ({
  scopes: scopes.length,
  bytes: scopes.reduce((sum, { bytes }) => sum + bytes, 0),
});

/** The same, and the bytes of the largest. */
export const totalBytes = (scopes: readonly Pick<ByteCounts, 'bytes'>[]) => ({
  ...sumOfBytes(scopes),
  largest: scopes.reduce((most, { bytes }) => Math.max(most, bytes), 0),
});
