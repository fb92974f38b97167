import type { SourceGraphWrite } from '@sourceos/sync-spec';
import type { Json } from '../model/json.js';
import { canonicalBytes } from './canonical-json.js';
import { readCanonicalLeaf } from './canonical-leaf.js';
import { parseClock } from './causal-clock.js';
import type { Crypto } from './crypto.js';
import { accepted, refused, type WireResult } from './failure.js';
import { hashName, namesHash } from './hash-name.js';
import { headerFault } from './header-shape.js';
import { createTreeHasher } from './merkle-tree.js';
import { jsonBounds, parseJson } from './parse-json.js';
import type { CausalClock, WriteHeader } from './write.js';

/** Bytes that a leaf may have: 64 KiB. */
export const maxLeafBytes = 65_536;

const leafBounds = { ...jsonBounds, bytes: maxLeafBytes };

/**
 * A header's canonical bytes: what is hashed into the batch and carried verbatim.
 *
 * @throws TypeError where it is no authored header, or too large to be read back: the program is wrong
 */
export const encodeLeaf = (header: WriteHeader): Uint8Array => {
  const json = header as Json;
  const fault = headerFault(json);
  if (fault !== undefined) throw new TypeError(fault);
  const clock = parseClock(header.causalClock);
  if (!clock.ok) throw new TypeError(clock.message);
  const leaf = canonicalBytes(json);
  if (leaf.length > maxLeafBytes) throw new TypeError(`A header has at most ${maxLeafBytes} bytes.`);
  return leaf;
};

/** A header and its clock, as read off a leaf. */
export interface ParsedLeaf {
  readonly header: WriteHeader;
  readonly clock: CausalClock;
}

const readHeader = (leaf: Uint8Array): WireResult<WriteHeader> => {
  if (leaf.length <= maxLeafBytes) {
    const header = readCanonicalLeaf(leaf);
    if (header !== undefined) return accepted(header);
  }
  const json = parseJson(leaf, leafBounds);
  if (!json.ok) return json;
  const fault = headerFault(json.value);
  return fault === undefined ? accepted(json.value as unknown as WriteHeader) : refused('malformed', fault);
};

/**
 * Reads a leaf. Its bytes need not be canonical: they were hashed as they came, and are never made again.
 *
 * @returns `malformed` or `too_large` where it is no authored header with a clock
 */
export const parseLeaf = (leaf: Uint8Array): WireResult<ParsedLeaf> => {
  const read = readHeader(leaf);
  if (!read.ok) return read;
  const header = read.value;
  const clock = parseClock(header.causalClock);
  if (!clock.ok) return clock;
  if ((clock.value.context.get(header.deviceId) ?? 0) >= clock.value.n) {
    return refused('malformed', 'The write claims to have seen itself.');
  }
  return accepted({ header, clock: clock.value });
};

/** The id of a write: the name of its leaf's RFC 6962 hash. */
export const writeId = ({ sha256 }: Pick<Crypto, 'sha256'>, leaf: Uint8Array): string =>
  hashName(createTreeHasher(sha256).leaf(leaf));

/** What a header's `payloadHash` says of payload bytes as they travel: sealed, or plain for the scope `public`. */
export const payloadHashOf = ({ sha256 }: Pick<Crypto, 'sha256'>, payload: Uint8Array): string =>
  hashName(sha256(payload));

/** Whether the payload is the one that the header names. Asked per write: one bad payload fails no other. */
export const payloadMatches = (
  { sha256 }: Pick<Crypto, 'sha256'>,
  header: Pick<WriteHeader, 'payloadHash'>,
  payload: Uint8Array,
): boolean => namesHash(header.payloadHash, sha256(payload));

/** The published form of a header: with the proof that `proveWrite` makes as its signature. */
export const fullHeader = (header: WriteHeader, signature: string): SourceGraphWrite => ({ ...header, signature });
