import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { sameJson } from '../../merge/same-json.js';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.js';
import { canonicalBytes } from '../../wire/canonical-json.js';
import type { Crypto } from '../../wire/crypto.js';
import { accepted, refused, type WireResult } from '../../wire/failure.js';
import { parseLeaf, payloadMatches, type ParsedLeaf } from '../../wire/header.js';
import { parseJson } from '../../wire/parse-json.js';
import { verifyProof } from '../../wire/proof.js';
import { placeFault } from '../../wire/statement.js';
import type { WriteHeader } from '../../wire/write.js';
import { exportRecordSchema, type ExportHeader } from './export-format.js';

/**
 * What the record of a line rests on. `author`: it is what its author's device signed. `exporter`: the author signed
 * a hash of sealed bytes, and that they say this is the exporter's word. `redacted`: the exporter took something out,
 * so what is left is its word too. `empty`: the write has no record.
 */
export type Grounds = 'author' | 'exporter' | 'redacted' | 'empty';

/** A write that was read back from an export. That its device authored the header is proved. */
export interface ExportedWrite extends ParsedLeaf {
  readonly writeId: string;
  readonly record: JsonObject | undefined;
  readonly grounds: Grounds;
  readonly redacted: readonly { readonly pointer: string; readonly kind: string }[];
}

export interface LineReader {
  readonly crypto: Pick<Crypto, 'sha256' | 'verify'>;
  readonly deviceKey: (deviceId: string) => Uint8Array | undefined;
  /** Opens a sealed payload, for a verifier that holds the scope's keys; undefined where it does not open. */
  readonly open?: (header: WriteHeader, leaf: Uint8Array, payload: Uint8Array) => Uint8Array | undefined;
}

const recordOf = (value: Json): WireResult<JsonObject | undefined> => {
  if (value === null) return accepted(undefined);
  const parsed = typeof value === 'string' ? parseJson(utf8ToBytes(value)) : accepted(value);
  if (!parsed.ok) return parsed;
  return isJsonObject(parsed.value) ? accepted(parsed.value) : refused('malformed', 'The record is no object.');
};

const decode = (text: string): Uint8Array | undefined => {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return undefined;
  }
};

const groundsOf = (
  { crypto, open }: LineReader,
  {
    header,
    leaf,
    record,
    payload,
  }: { header: WriteHeader; leaf: Uint8Array; record: JsonObject | undefined; payload: string | undefined },
): WireResult<Grounds> => {
  const deletes = header.operation === 'delete' || header.operation === 'tombstone';
  if (record === undefined) return deletes ? accepted('empty') : refused('malformed', 'The record is missing.');
  if (deletes) return refused('malformed', 'A deletion has no record.');
  if (payload === undefined) return accepted('exporter');
  const bytes = decode(payload);
  if (bytes === undefined) return refused('malformed', 'The payload is not base64url.');
  if (!payloadMatches(crypto, header, bytes)) return refused('payload_mismatch', 'The header names another payload.');
  const plain = header.encryptionScope === 'public' ? bytes : open?.(header, leaf, bytes);
  if (plain === undefined) {
    return open === undefined ? accepted('exporter') : refused('unsealed_badly', 'The payload does not open.');
  }
  const authored = parseJson(plain);
  return authored.ok && sameJson(authored.value, record)
    ? accepted('author')
    : refused('payload_mismatch', 'The record is not what its author sealed.');
};

/** Reads and verifies one record line, which has to be the one with the index. */
export const readRecordLine = (
  reader: LineReader,
  json: Json,
  index: number,
  { collection, scopeId }: ExportHeader,
): WireResult<ExportedWrite> => {
  const shape = exportRecordSchema.safeParse(json);
  if (!shape.success) return refused('malformed', 'The line is neither a record nor the closing line.');
  const line = shape.data;
  if (line.index !== index) return refused('root_mismatch', `The line says ${line.index}, and its place is ${index}.`);
  const { signature, ...published } = line.header;
  if (typeof signature !== 'string') return refused('unsigned', 'The header has no signature.');
  const leaf = line.leaf === undefined ? canonicalBytes(published) : utf8ToBytes(line.leaf);
  const parsed = parseLeaf(leaf);
  if (!parsed.ok) return parsed;
  const { header, clock } = parsed.value;
  if (!sameJson(header as Json, published)) return refused('malformed', 'The header is not what its own text says.');
  if (header.collection !== collection) return refused('unknown_collection', 'The write is of another collection.');
  const key = reader.deviceKey(header.deviceId);
  if (key === undefined) return refused('unknown_device', `The key of ${header.deviceId} is not known.`);
  const proven = verifyProof(reader.crypto, key, leaf, signature);
  if (!proven.ok) return proven;
  const { statement, index: place, id } = proven.value;
  if (statement.scopeId !== scopeId) return refused('malformed', 'The write is of another scope than the export.');
  const misplaced = placeFault(statement, place, header, clock);
  if (misplaced !== undefined) return misplaced;
  const record = recordOf(line.record);
  if (!record.ok) return record;
  const isRedacted = line.redacted.length > 0;
  if (isRedacted && line.payload !== undefined) return refused('malformed', 'A redacted line carries its payload.');
  const grounds = isRedacted
    ? accepted<Grounds>('redacted')
    : groundsOf(reader, { header, leaf, record: record.value, payload: line.payload });
  if (!grounds.ok) return grounds;
  return accepted({
    writeId: id,
    header,
    clock,
    record: record.value,
    grounds: grounds.value,
    redacted: line.redacted,
  });
};
