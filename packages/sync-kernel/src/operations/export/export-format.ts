import * as z from 'zod';
import type { Json } from '../../model/json.js';

/** Names the format and its version; also what an exporter's signature starts with, so that it signs nothing else. */
export const exportFormat = 'sourceos-export/1';

/** Characters that one line may have: a record and its sealed payload of 1 MiB each, header and proof fit. */
export const maxLineLength = 4_194_304;

/** What a line may cost to parse: as much as a record may, and a little for what is around it. */
export const lineBounds = { bytes: 4 * maxLineLength, depth: 64, values: 140_000 };

/** How deep a record may be to stand in a line as JSON; a deeper one stands there as its text. */
export const nestedDepth = 60;

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.int().min(0);

/** The first line: whose records these are, and who exported them. */
export const exportHeaderSchema = z.strictObject({
  kind: z.literal('header'),
  format: z.literal(exportFormat),
  engineId: z.string(),
  collection: z.string(),
  schemaVersion: z.string(),
  scopeId: z.string(),
  /** The person or agent that exported. */
  exporterId: z.string(),
  /** The device whose key signs the closing line. */
  deviceId: z.string(),
  /** By the clock of that device, milliseconds since the epoch. */
  exportedAt: z.number(),
  /** What a record line is, and what the counts of the closing line count. */
  counts: z.literal('one record line a write'),
});
export type ExportHeader = z.infer<typeof exportHeaderSchema>;

/** What was taken out of a record, and where. Never the value. */
const findingSchema = z.strictObject({ pointer: z.string(), kind: z.string() });

/** One write. */
export const exportRecordSchema = z.strictObject({
  kind: z.literal('record'),
  index: count,
  /** The published header (SourceGraphWrite); its `signature` is the proof that the device authored it. */
  header: z.custom<Readonly<Record<string, Json>>>((value) => typeof value === 'object' && value !== null),
  /** The header's own text, where its author did not write it canonically. */
  leaf: z.string().optional(),
  /** The record or merge patch as it may leave; `null` where there is none, or all of it was taken out. */
  record: z.custom<Json>((value) => value === null || typeof value === 'object' || typeof value === 'string'),
  redacted: z.array(findingSchema),
  /** base64url of the payload that the header's `payloadHash` names; only where nothing was taken out. */
  payload: z.string().optional(),
});

/** The last line: what a whole export comes to, signed. */
export const exportClosingSchema = z.strictObject({
  kind: z.literal('closing'),
  records: count,
  redacted: count,
  /** RFC 6962 root over the bytes of all lines before, without their line ends. */
  root: hash,
  /** Ed25519 of the exporting device over the format's name, a line feed and the canonical bytes of this line without it. */
  signature: z.string(),
});
export type ExportClosing = z.infer<typeof exportClosingSchema>;
