import { nonceBytes, type Crypto } from '@sourceos/sync-kernel/wire';
import { openForScope, sealForScope } from '../device/sealed-for-scope.js';
import type { RelayEntry } from '../relay-client/protocol.js';
import { packContent } from './snapshot-content.js';

const context = 'sourceos.sync.snapshot.v1\n';
/** Bytes that a control record in the clear may have (docs/relay.md, Entries). */
const maxRecordBytes = 1_048_576;

/** A snapshot's inside: what the relay may read of the log, and the whole log, sealed. */
export interface SnapshotParts {
  /** Control records in the clear, by which a device that just joined comes to its keys. */
  readonly records: readonly Uint8Array[];
  /** u32 epoch, nonce, XChaCha20-Poly1305 of the packed content. */
  readonly sealed: Uint8Array;
}

interface ScopeOf {
  readonly crypto: Crypto;
  readonly scopeId: string;
}

/** u32 length of the control records, those (u32 length, bytes)*, the sealed content. */
export const encodeParts = ({ records, sealed }: SnapshotParts): Uint8Array => {
  const framed = records.flatMap((record) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(record.length);
    return [length, record];
  });
  const head = Buffer.alloc(4);
  head.writeUInt32BE(framed.reduce((sum, { length }) => sum + length, 0));
  return Buffer.concat([head, ...framed, sealed]);
};

/** Reads a snapshot's inside; undefined where the bytes are none. */
export const parseParts = (bytes: Uint8Array): SnapshotParts | undefined => {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = 4 + view.getUint32(0);
  if (end > bytes.length) return undefined;
  const records: Uint8Array[] = [];
  for (let at = 4; at < end;) {
    const length = end - at < 4 ? maxRecordBytes + 1 : view.getUint32(at);
    if (length > maxRecordBytes || at + 4 + length > end) return undefined;
    records.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { records, sealed: bytes.subarray(end) };
};

export interface SnapshotSealing extends ScopeOf {
  readonly epoch: number;
  /** The scope's key of that epoch, 32 bytes. */
  readonly key: Uint8Array;
  readonly random: (length: number) => Uint8Array;
  /** The log from its first entry on. */
  readonly entries: readonly RelayEntry[];
}

/** A snapshot's inside for a log; undefined where the log is too large for one, or not all of it is here. */
export const sealEntries = async (sealing: SnapshotSealing): Promise<Uint8Array | undefined> => {
  const { crypto, scopeId, epoch, key, random, entries } = sealing;
  const control = entries.filter(({ kind }) => kind === 'control');
  const records = control.map(({ bytes }) => bytes).filter((bytes) => bytes !== undefined);
  const plain = records.length === control.length ? await packContent(entries) : undefined;
  if (plain === undefined) return undefined;
  const sealed = sealForScope({ crypto, context, scopeId, epoch, key, nonce: random(nonceBytes), plain });
  return encodeParts({ records, sealed });
};

/** The packed content of a snapshot; undefined where no key opens it. */
export const openContent = (
  { crypto, scopeId }: ScopeOf,
  sealed: Uint8Array,
  keys: readonly Uint8Array[],
): Uint8Array | undefined => openForScope({ crypto, context, scopeId }, sealed, keys);
