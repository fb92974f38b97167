import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Names bytes in a trace: the first 32 bits of their SHA-256, hex. */
export const short = (bytes: Uint8Array): string => bytesToHex(sha256(bytes)).slice(0, 8);
