import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compareText } from './hybrid-order.js';

/**
 * The name of a conflict, alike on all devices: `urn:srcos:sync-conflict:` and the SHA-256 of the sorted write
 * ids, one a line, in hex. The order and repetition of the argument change nothing.
 */
export const conflictId = (writeIds: Iterable<string>): string => {
  const lines = [...new Set(writeIds)].sort(compareText).join('\n');
  return `urn:srcos:sync-conflict:${bytesToHex(sha256(utf8ToBytes(lines)))}`;
};
