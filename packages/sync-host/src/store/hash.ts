import { createHash } from 'node:crypto';
import { hashName, hashOfName } from '@sourceos/sync-kernel/wire';

/** SHA-256 of bytes by its name, `sha256:` and 64 digits. */
export const hashOf = (bytes: Uint8Array): string => hashName(createHash('sha256').update(bytes).digest());

/** The 32 bytes of a hash's name. @throws TypeError where it is none: the program is wrong */
export const hashBytes = (name: string): Uint8Array => {
  const bytes = hashOfName(name);
  if (bytes === undefined) throw new TypeError(`${name.slice(0, 80)} is not the name of a hash.`);
  return bytes;
};
