import { bytesToHex } from '@noble/hashes/utils.js';
import { parseControlRecord, type ControlLogOptions } from '@sourceos/sync-kernel';
import { onceACrypto } from './once-a-crypto.js';
import { createRecall } from './recall.js';

type Read = NonNullable<ControlLogOptions['read']>;

/**
 * Reads control records, each once however many devices of a run it comes to. Worlds of one crypto share what they
 * read; what they read by is the SHA-256 of all the bytes, a turned bit among them.
 */
export const rememberingReader = onceACrypto((): Read => {
  const recall = createRecall<ReturnType<Read>>(5_000);
  return (crypto, bytes) => recall(bytesToHex(crypto.sha256(bytes)), () => parseControlRecord(crypto, bytes));
});
