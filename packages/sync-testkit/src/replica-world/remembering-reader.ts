import { parseControlRecord, type ControlLogOptions } from '@sourceos/sync-kernel';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Crypto } from '@sourceos/sync-kernel/wire';

type Read = NonNullable<ControlLogOptions['read']>;

/** Records that are remembered before it begins anew. */
const most = 5_000;

/**
 * Reads control records, each once however many devices of a run it comes to. Worlds of one crypto share what they
 * read; what they read by is the SHA-256 of all the bytes, a turned bit among them.
 */
const createRememberingReader = (): Read => {
  const known = new Map<string, ReturnType<Read>>();
  return (crypto, bytes) => {
    const name = bytesToHex(crypto.sha256(bytes));
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const read = parseControlRecord(crypto, bytes);
    known.set(name, read);
    return read;
  };
};

const readers = new WeakMap<Crypto, Read>();

/** The reader of all worlds that run on a crypto. */
export const rememberingReader = (crypto: Crypto): Read => {
  const reader = readers.get(crypto) ?? createRememberingReader();
  readers.set(crypto, reader);
  return reader;
};
