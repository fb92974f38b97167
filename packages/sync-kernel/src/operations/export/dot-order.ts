/** What names a write in its scope: the device and its dot. */
export interface Dot {
  readonly deviceId: string;
  readonly n: number;
}

/** The order of record lines: by device, then by dot. Two writes never share a place unless a device forked its log. */
export const compareDots = (one: Dot, other: Dot): number => {
  if (one.deviceId === other.deviceId) return one.n - other.n;
  return one.deviceId < other.deviceId ? -1 : 1;
};
