import type { RelayLimits } from '../limits/limits.js';
import type { EntryKind } from '../protocol/kinds.js';
import type { RelayStore } from '../store/store.js';
import type { Totals } from '../store/totals.js';

interface Source {
  readonly store: RelayStore;
  readonly limits: RelayLimits;
  /** The sums over all scopes, as they were a second ago at most. */
  readonly totals: () => Promise<Totals>;
}

/** What requests that are stored together add to a scope. */
export interface Room {
  /**
   * Counts an entry in, where every quota has room for it; otherwise which one has none. Where a quota is used up, bytes
   * of entries that a snapshot stands for are dropped first, if the sender may cause that.
   */
  readonly take: (
    entry: {
      readonly kind: EntryKind;
      readonly deviceId: string;
      readonly collection: string;
      readonly length: number;
    },
    mayPrune: boolean,
  ) => Promise<string | undefined>;
}

/** The quotas of a scope for what is brought to it at once: of the scope, its opener, each device, each collection. */
export const createRoom = (
  { store, limits, totals }: Source,
  { scopeId, opener }: { readonly scopeId: string; readonly opener: string },
): Room => {
  const added = new Map<string, number>();
  const addedBy = new Map<string, number>();
  let total = 0;
  const read = async () => ({
    scope: (await store.scope(scopeId))?.bytes ?? 0,
    opened: (await store.openedBy(opener)).bytes,
    relay: (await totals()).bytes,
  });
  let used: Awaited<ReturnType<typeof read>> | undefined;

  const lacking: (...entry: Parameters<Room['take']>) => Promise<string | undefined> = async ({
    kind,
    deviceId,
    collection,
    length,
  }) => {
    const { scope, opened, relay } = (used ??= await read());
    const more = total + length;
    // A scope that is full can still remove whoever filled it.
    const reserve = kind === 'control' ? limits.controlReserveBytes : 0;
    if (relay + more > limits.relayBytes + reserve) return 'The relay has no room left.';
    if (scope + more > limits.scopeBytes + reserve) return 'The scope has no room left.';
    if (opened + more > limits.openerBytes + reserve)
      return 'The scopes of the key that opened this one have no room left.';
    const ofDevice = (await store.deviceBytes(scopeId, deviceId)) + (addedBy.get(deviceId) ?? 0) + length;
    if (ofDevice > limits.deviceBytes + reserve) return 'The device has used up its part of the scope.';
    if (collection === '') return undefined;
    const inCollection = (await store.collectionBytes(scopeId, collection)) + (added.get(collection) ?? 0) + length;
    return inCollection > limits.collectionBytes ? 'The collection has no room left.' : undefined;
  };

  return {
    take: async (entry, mayPrune) => {
      let lack = await lacking(entry, mayPrune);
      const snapshot = lack !== undefined && mayPrune ? await store.snapshot(scopeId) : undefined;
      if (snapshot !== undefined && (await store.prune(scopeId, snapshot.upTo)) > 0) {
        used = undefined;
        lack = await lacking(entry, mayPrune);
      }
      if (lack !== undefined) return lack;
      total += entry.length;
      addedBy.set(entry.deviceId, (addedBy.get(entry.deviceId) ?? 0) + entry.length);
      added.set(entry.collection, (added.get(entry.collection) ?? 0) + entry.length);
      return undefined;
    },
  };
};
