import type { NewEntry } from './rows.js';

/**
 * Whether batches that the device authored follow its log as it is kept. Without this check two processes over one
 * folder would fork the device's own log, and every other device would quarantine it.
 */
export const followOwnLog = (
  entries: readonly NewEntry[],
  lastDot: (deviceId: string) => number,
  isKept: (entry: NewEntry) => boolean,
): boolean => {
  const last = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== 'batch' || isKept(entry)) continue;
    const { deviceId, sequence, size } = entry.statement;
    const before = last.get(deviceId) ?? lastDot(deviceId);
    if (sequence !== before + 1) return false;
    last.set(deviceId, sequence + size - 1);
  }
  return true;
};
