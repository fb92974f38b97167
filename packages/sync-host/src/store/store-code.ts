import { failed, type HostFailure, type HostResult } from '../failure.js';

/** Why the store could not do what was asked, and what helps. */
export const storeCodes = {
  disk_full: 'There is no room on the disk: make room and do it again; what was acknowledged is there.',
  read_only: 'The store cannot be written: check the permissions of its folder and the mount.',
  busy: 'Another process is writing to the store: do it again, or end the other process.',
  corrupt: 'The file is damaged or is no store: restore it from the relay or a backup.',
  newer_schema: 'A newer version of this software wrote the store: upgrade.',
  io_error: 'The disk failed to read or write: check it.',
  unknown_scope: 'The device does not take part in that scope.',
  known_scope: 'The device takes part in that scope already.',
  out_of_sequence: "The batch does not follow the device's last one: another process wrote; load the scope again.",
} as const;

export type StoreCode = keyof typeof storeCodes;

export type StoreResult<Value> = HostResult<Value, StoreCode>;

/** A failure with the sentence that belongs to its code, and what the system said. */
export const storeFailure = (code: StoreCode, said?: string): HostFailure<StoreCode> =>
  failed(code, said === undefined ? storeCodes[code] : `${storeCodes[code]} (${said})`);
