import { base64urlnopad } from '@scure/base';
import type { Engine, SecretFinding } from '../engine/engine.js';
import type { Json, JsonObject } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import { equalBytes } from '../wire/bytes.js';
import type { Crypto } from '../wire/crypto.js';
import { encodeLeaf, fullHeader, parseLeaf, type ParsedLeaf } from '../wire/header.js';
import { decodeUtf8 } from '../wire/utf8.js';
import { operationFault, type Actor } from './operation-authority.js';
import { closingMessage } from './export/closing.js';
import { compareDots, type Dot } from './export/dot-order.js';
import { exportFormat, nestedDepth, type ExportHeader } from './export/export-format.js';
import { createLineTree } from './export/line-tree.js';

/** A write to export. */
export interface ExportItem {
  /** The header's bytes as its author wrote them. */
  readonly leaf: Uint8Array;
  /** The proof that `proveWrite` makes. */
  readonly proof: string;
  /** The record or merge patch, as the payload has it; undefined for `delete` and `tombstone`. */
  readonly record: JsonObject | undefined;
  /** The payload's bytes, where they are to travel too: with them the record can be held against its author. */
  readonly payload?: Uint8Array;
}

export interface ExportRequest {
  readonly engine: Engine;
  readonly actor: Actor;
  /** Ed25519 secret key of the actor's device, 32 bytes. */
  readonly secretKey: Uint8Array;
  readonly crypto: Pick<Crypto, 'sha256' | 'sign'>;
  /** The device's clock, milliseconds since the epoch. */
  readonly exportedAt: number;
  /** In any order; not two with one device and dot. */
  readonly records: readonly ExportItem[];
}

export type ExportResult =
  { readonly ok: true; readonly lines: Iterable<string> } | { readonly ok: false; readonly reasons: readonly Reason[] };

interface Line extends ParsedLeaf, ExportItem {
  readonly dot: Dot;
}

const readItem = (item: ExportItem, { manifest }: Engine): Line => {
  const parsed = parseLeaf(item.leaf);
  if (!parsed.ok) throw new TypeError(`An exported write has no header: ${parsed.message}`);
  const { header, clock } = parsed.value;
  if (header.collection !== manifest.collection) {
    throw new TypeError(`A write of ${header.collection} is no record of ${manifest.collection}.`);
  }
  return { ...item, header, clock, dot: { deviceId: header.deviceId, n: clock.n } };
};

/** What is left of a record, and what was taken out of it. */
interface Leaving {
  readonly record: JsonObject | undefined;
  readonly findings: readonly SecretFinding[];
}

const nothingLeaves = (kind: string): Leaving => ({ record: undefined, findings: [{ pointer: '', kind }] });

/** The record as it may leave. `device` data never leaves the device (I2); what cannot be redacted stays too. */
const redacted = (engine: Engine, { header, record }: Line): Leaving => {
  if (record === undefined) return { record, findings: [] };
  if (header.encryptionScope === 'device') return nothingLeaves('device-scope');
  try {
    const redaction = engine.redact(record);
    canonicalBytes(redaction.record);
    return redaction;
  } catch {
    // One record that the domain's rules fail on never stops an export, and never leaves unredacted.
    return nothingLeaves('unreadable');
  }
};

const depthOf = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((deepest, inner: Json) => Math.max(deepest, 1 + depthOf(inner)), 1)
    : 0;

const text = (bytes: Uint8Array): string => decodeUtf8(bytes) ?? '';

const nested = (record: JsonObject | undefined): Json => {
  if (record === undefined) return null;
  return depthOf(record) > nestedDepth ? text(canonicalBytes(record)) : record;
};

const recordLine = (engine: Engine, line: Line, index: number): { text: Uint8Array; isRedacted: boolean } => {
  const { header, leaf, payload, proof } = line;
  const { record, findings } = redacted(engine, line);
  const isRedacted = findings.length > 0;
  const json: JsonObject = {
    kind: 'record',
    index,
    header: fullHeader(header, proof) as unknown as JsonObject,
    ...(equalBytes(encodeLeaf(header), leaf) ? {} : { leaf: text(leaf) }),
    record: nested(record),
    redacted: findings.map(({ pointer, kind }) => ({ pointer, kind })),
    // A payload holds what redaction took out.
    ...(payload === undefined || isRedacted ? {} : { payload: base64urlnopad.encode(payload) }),
  };
  return { text: canonicalBytes(json), isRedacted };
};

function* lines({ engine, actor, secretKey, crypto, exportedAt, records }: ExportRequest): Generator<string> {
  const ordered = records.map((item) => readItem(item, engine)).sort((one, other) => compareDots(one.dot, other.dot));
  const { engineId, collection, schemaVersion } = engine.manifest;
  const header: ExportHeader = {
    kind: 'header',
    format: exportFormat,
    engineId,
    collection,
    schemaVersion,
    scopeId: actor.control.scopeId,
    exporterId: actor.authorId,
    deviceId: actor.deviceId,
    exportedAt,
    counts: 'one record line a write',
  };
  const tree = createLineTree(crypto.sha256);
  const first = canonicalBytes(header);
  tree.add(first);
  yield text(first);
  let redactedCount = 0;
  for (const [index, item] of ordered.entries()) {
    const line = recordLine(engine, item, index);
    if (line.isRedacted) redactedCount += 1;
    tree.add(line.text);
    yield text(line.text);
  }
  const closing = { kind: 'closing', records: ordered.length, redacted: redactedCount, root: tree.root() } as const;
  const signature = base64urlnopad.encode(crypto.sign(secretKey, closingMessage(closing)));
  yield text(canonicalBytes({ ...closing, signature }));
}

/**
 * Exports writes of one engine as lines of canonical JSON (NDJSON): a header, one line a write in the order of
 * devices and dots, and a closing line with a signed RFC 6962 root over the lines before it. Every record is what
 * `engine.redact` lets out. Lines are made as they are read.
 *
 * @returns `export_unsupported`, or why the actor may not (I3)
 * @throws TypeError, on reading, where an item is no write of the collection: the program is wrong
 */
export const exportRecords = (request: ExportRequest): ExportResult => {
  const { engine, actor } = request;
  const { collection, supportsExport } = engine.manifest;
  if (!supportsExport) return { ok: false, reasons: [reasonOf('export_unsupported', { evidence: { collection } })] };
  const fault = operationFault(engine, 'export', actor);
  return fault === undefined ? { ok: true, lines: lines(request) } : { ok: false, reasons: [fault] };
};
