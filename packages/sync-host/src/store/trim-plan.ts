import type { QuarantineLimits } from './store.js';
import type { QuarantineRow, TallyRow } from './rows.js';

/** A quarantined write as a plan looks at it. */
export interface Kept extends Pick<QuarantineRow, 'writeId' | 'deviceId' | 'expires' | 'size'> {
  readonly hasBody: boolean;
}

export interface Trimmed {
  readonly writeId: string;
  readonly what: Extract<TallyRow['what'], `quarantine_${string}`>;
  readonly why: Exclude<TallyRow['why'], 'behind_horizon'>;
  /** Bytes that are freed. */
  readonly bytes: number;
}

/**
 * What leaves the quarantine, of rows that are in the order of their arrival: bodies that expired; then the oldest of
 * each device that has more than its share; then the oldest of all; and rows, where there are more than may be.
 */
export const planTrim = (rows: readonly Kept[], limits: Omit<QuarantineLimits, 'scopeId'>): readonly Trimmed[] => {
  const plan: Trimmed[] = [];
  const bodies = new Set(rows.filter((row) => row.hasBody));
  const bytesOf = new Map<string, number>();
  let bytes = 0;
  for (const { deviceId, size } of bodies) {
    bytes += size;
    bytesOf.set(deviceId, (bytesOf.get(deviceId) ?? 0) + size);
  }
  const drop = (row: Kept, why: Trimmed['why']): void => {
    bodies.delete(row);
    bytes -= row.size;
    bytesOf.set(row.deviceId, (bytesOf.get(row.deviceId) ?? 0) - row.size);
    plan.push({
      writeId: row.writeId,
      what: 'quarantine_body',
      why,
      bytes: row.size,
    });
  };
  for (const row of [...bodies]) if (row.expires !== undefined && row.expires <= limits.now) drop(row, 'expired');
  for (const row of [...bodies]) {
    if ((bytesOf.get(row.deviceId) ?? 0) > limits.bytesPerDevice) drop(row, 'over_device_quota');
  }
  for (const row of [...bodies]) if (bytes > limits.bytes) drop(row, 'over_quota');
  for (const row of rows.slice(0, Math.max(0, rows.length - limits.rows))) {
    const freed = bodies.has(row) ? row.size : 0;
    plan.push({
      writeId: row.writeId,
      what: 'quarantine_row',
      why: 'over_quota',
      bytes: freed,
    });
  }
  return plan;
};
