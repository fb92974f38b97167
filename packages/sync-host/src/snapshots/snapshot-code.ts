import { failed, type HostFailure } from '../failure.js';

/** Why a snapshot was not taken, or not made. Nothing of it was applied. */
export const snapshotCodes = [
  /** The relay has none. */
  'snapshot_missing',
  /** It holds nothing that is not here. */
  'snapshot_older',
  /** The bytes are no snapshot of this scope: cut off, changed, or of another form. */
  'snapshot_malformed',
  /** Its statement is not signed by a device that the scope had. */
  'snapshot_signature',
  /** It is sealed under no key that this device holds. */
  'snapshot_sealed',
  /** What it holds is not the log that the relay signed. */
  'snapshot_contradicts',
  /** The log is too large for one, or the relay does not give all of it. */
  'snapshot_unmakeable',
  /** The relay did not take it: another device was faster, or it has no room. */
  'snapshot_untaken',
] as const;
export type SnapshotCode = (typeof snapshotCodes)[number];

/** What became of a snapshot in a sync: `upTo` is the last entry of the relay's log that it holds. */
export type SnapshotReport =
  | { readonly kind: 'taken' | 'made'; readonly upTo: number }
  | { readonly kind: 'refused'; readonly code: SnapshotCode; readonly message: string };

/** A snapshot that was refused: the sync goes on without it. */
export type SnapshotRefusal = HostFailure<SnapshotCode>;

const codes: ReadonlySet<string> = new Set(snapshotCodes);

export const isRefusal = (failure: HostFailure<string>): failure is SnapshotRefusal => codes.has(failure.code);

export const refused = (code: SnapshotCode, message: string): SnapshotRefusal => failed(code, message);

export const reportOf = ({ code, message }: SnapshotRefusal): SnapshotReport => ({ kind: 'refused', code, message });
