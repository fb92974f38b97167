/** A dot: a write of a device, by its place in the device's log. */
export interface Dot {
  readonly deviceId: string;
  readonly n: number;
}

/** Writes whose authors had seen writes that are not here: each waits for one that is missing, until it comes. */
export interface MissingCauses {
  readonly wait: (writeId: string, cause: Dot) => void;
  /** Takes out the writes that waited for a device's dots up to `last`. */
  readonly release: (deviceId: string, last: number) => readonly string[];
}

export const createMissingCauses = (): MissingCauses => {
  const byDevice = new Map<string, Map<string, number>>();
  return {
    wait: (writeId, { deviceId, n }) => {
      const waiting = byDevice.get(deviceId) ?? new Map<string, number>();
      byDevice.set(deviceId, waiting.set(writeId, n));
    },
    release: (deviceId, last) => {
      const waiting = byDevice.get(deviceId);
      if (waiting === undefined) return [];
      const released = [...waiting].filter(([, n]) => n <= last).map(([writeId]) => writeId);
      for (const writeId of released) waiting.delete(writeId);
      if (waiting.size === 0) byDevice.delete(deviceId);
      return released;
    },
  };
};
