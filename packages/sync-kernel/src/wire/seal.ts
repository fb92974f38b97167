import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalBytes } from './canonical-json.js';
import type { Json } from '../model/json.js';
import { concatBytes, writeUint32 } from './bytes.js';
import type { Crypto } from './crypto.js';
import { accepted, refused, type WireResult } from './failure.js';
import type { WriteHeader } from './write.js';

/** Length of the nonce that a sealed payload starts with. */
export const nonceBytes = 24;

/** What is sealed under: the scope instance, and the epoch of its key. */
export interface SealScope {
  /** `urn:srcos:profile:…`, `urn:srcos:workspace:…` or `urn:srcos:org:…`. */
  readonly scopeId: string;
  readonly epoch: number;
  /** The scope's key of that epoch, 32 bytes. */
  readonly key: Uint8Array;
}

const sealContext = utf8ToBytes('sourceos.sync.seal.v1\n');

let last: { readonly scopeId: string; readonly epoch: number; readonly bytes: Uint8Array } | undefined;

/** The context string, then scope and epoch each of determined length, so that no two of them run together. */
const scopeBytes = ({ scopeId, epoch }: Omit<SealScope, 'key'>): Uint8Array => {
  // One write after the other is of one scope and epoch.
  if (last?.scopeId === scopeId && last.epoch === epoch) return last.bytes;
  const id = utf8ToBytes(scopeId);
  const numbers = new Uint8Array(12);
  writeUint32(numbers, 0, id.length);
  writeUint32(numbers, 4, Math.floor(epoch / 0x1_0000_0000));
  writeUint32(numbers, 8, epoch % 0x1_0000_0000);
  const bytes = concatBytes(sealContext, numbers, id);
  last = { scopeId, epoch, bytes };
  return bytes;
};

/** The member as canonical bytes have it, up to the digits: never the first of a header, never the last. */
const member = utf8ToBytes(',"payloadHash":"sha256:');
const memberBytes = member.length + 64 + 1;

const startsAt = (bytes: Uint8Array, at: number): boolean => {
  for (let i = 0; i < member.length; i += 1) if (bytes[at + i] !== member[i]) return false;
  return true;
};

/**
 * Where the leaf's `payloadHash` starts: the leaf without it is, for canonical bytes, the canonical header without
 * that member. It is cut out of the bytes, since serialising again costs more than opening.
 *
 * That cannot cut the wrong place of a leaf that `parseLeaf` took. The leaf is one flat object of strings. The
 * quotation mark before `payloadHash` is not within a string, where it would follow a backslash and not a comma; it
 * ends none, since no bare word may follow a string; so it opens one, and the colon makes that a member's name. There
 * is one such member, since duplicates are refused. Who wrote the member in another way (spaces, escapes, first or
 * last in the object) made no canonical leaf, and gets undefined.
 */
const hashMemberAt = (leaf: Uint8Array): number | undefined => {
  // From the end: of the members after it there are fewer.
  for (let at = leaf.length - memberBytes - 1; at > 0; at -= 1) {
    if (leaf[at] !== 0x2c || !startsAt(leaf, at)) continue;
    const end = at + memberBytes;
    return leaf[end - 1] === 0x22 && leaf[end] === 0x2c ? at : undefined;
  }
  return undefined;
};

/** Where associated data is put together, for one opening after the other. */
let scratch = new Uint8Array(2_048);

/** Scope and epoch, and the leaf without its payload's hash: good until the next is asked for. */
const associatedDataOf = (scope: Uint8Array, leaf: Uint8Array, cutAt: number): Uint8Array => {
  const whole = scope.length + leaf.length;
  if (whole > scratch.length) scratch = new Uint8Array(2 * whole);
  scratch.set(scope);
  scratch.set(leaf, scope.length);
  scratch.copyWithin(scope.length + cutAt, scope.length + cutAt + memberBytes, whole);
  return scratch.subarray(0, whole - memberBytes);
};

/** What `sealPayload` seals. */
export interface Sealing extends SealScope {
  readonly crypto: Pick<Crypto, 'seal'>;
  /** 24 random bytes, never used twice with one key. */
  readonly nonce: Uint8Array;
  /** The record's bytes. */
  readonly record: Uint8Array;
  /** The header of the write; a `payloadHash` that it may have already is not looked at. */
  readonly header: Omit<WriteHeader, 'payloadHash'>;
}

/**
 * Seals a record for a scope: the nonce, then ciphertext and tag. The header's `payloadHash` is that of the result.
 *
 * @throws TypeError where key or nonce have another length: the program is wrong
 */
export const sealPayload = ({ crypto, key, nonce, record, header, ...scope }: Sealing): Uint8Array => {
  if (key.length !== 32 || nonce.length !== nonceBytes) {
    throw new TypeError('Sealing takes a key of 32 bytes and a nonce of 24.');
  }
  const { payloadHash, ...authored }: Partial<WriteHeader> = header;
  const associatedData = concatBytes(scopeBytes(scope), canonicalBytes(authored as Json));
  return concatBytes(nonce, crypto.seal(key, nonce, record, associatedData));
};

/** What `openPayload` opens. */
export interface Opening extends SealScope {
  readonly crypto: Pick<Crypto, 'open'>;
  /** The leaf as it came, which `parseLeaf` took. */
  readonly leaf: Uint8Array;
  readonly payload: Uint8Array;
}

/**
 * Opens a sealed payload under its scope's key and its own header.
 *
 * @returns the record's bytes; `unsealed_badly` where it does not open, or its leaf is not canonical
 */
export const openPayload = ({ crypto, key, leaf, payload, ...scope }: Opening): WireResult<Uint8Array> => {
  const cutAt = hashMemberAt(leaf);
  if (cutAt === undefined) return refused('unsealed_badly', 'The payloadHash is not where canonical bytes have it.');
  if (payload.length < nonceBytes) return refused('unsealed_badly', 'The payload is too short to be sealed.');
  const associatedData = associatedDataOf(scopeBytes(scope), leaf, cutAt);
  const record = crypto.open(key, payload.subarray(0, nonceBytes), payload.subarray(nonceBytes), associatedData);
  return record === undefined
    ? refused('unsealed_badly', 'The payload does not open under the key of its scope and its header.')
    : accepted(record);
};
