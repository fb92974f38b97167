import type { RelayLink } from '../device/relay-link.js';
import type { LogState } from '../relay-client/log-state.js';
import type { RelayEntry } from '../relay-client/protocol.js';

/** Entries of the log after which a snapshot is made, by default. */
export const defaultSnapshotEvery = 4_096;

/** Whether so much is missing that a snapshot is less than what it spares: as much as it is made after, and more than is here. */
export const isFarBehind = ({ state, parts }: Pick<RelayLink, 'state' | 'parts'>): boolean => {
  const { newest, fold } = state.get();
  const missing = (newest?.size ?? 0) - fold.size;
  return missing >= (parts.options.snapshotEvery ?? defaultSnapshotEvery) && missing > fold.size;
};

/**
 * Whether the relay's retention dropped bytes that are not here. Who took in a log with gaps would wait for ever for what
 * was in them. What the relay gave a receipt for is the device's own; gossip is about heads that have been overtaken.
 */
export const hasGaps = (entries: readonly RelayEntry[], { promised }: Pick<LogState, 'promised'>): boolean => {
  const lacking = entries.filter(({ kind, bytes }) => kind !== 'gossip' && bytes === undefined);
  if (lacking.length === 0) return false;
  const own = new Set(promised.map(({ sequence, hash }) => `${sequence} ${hash}`));
  return lacking.some(({ sequence, hash }) => !own.has(`${sequence} ${hash}`));
};
