import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import type { Json } from '../../model/json.js';
import { accepted, refused, type WireFailure, type WireResult } from '../../wire/failure.js';
import { parseJson } from '../../wire/parse-json.js';
import { closingMessage } from './closing.js';
import { compareDots, type Dot } from './dot-order.js';
import {
  exportClosingSchema,
  exportHeaderSchema,
  lineBounds,
  maxLineLength,
  type ExportHeader,
} from './export-format.js';
import { createLineTree } from './line-tree.js';
import { readRecordLine, type ExportedWrite, type Grounds, type LineReader } from './read-record-line.js';

export interface ExportVerification extends LineReader {
  /** The lines, without their line ends. */
  readonly lines: Iterable<string>;
  /** Called for each write as it is read: before the closing line has shown that the export is whole. */
  readonly onRecord?: (write: ExportedWrite) => void;
  /** Record lines that are read at most; by default 1,000,000. */
  readonly maxRecords?: number;
}

/** A whole export, untampered, as its device signed it. */
export interface ExportSummary {
  readonly header: ExportHeader;
  readonly records: number;
  /** How many records rest on what (see `Grounds`). */
  readonly grounds: Readonly<Record<Grounds, number>>;
  /** RFC 6962 root over the lines before the closing one. */
  readonly root: string;
}

/** Why an export was refused, and at which line: the first is 1; one more than there are where the end is missing. */
export interface ExportFailure extends WireFailure {
  readonly line: number;
}

export type ExportVerdict = { readonly ok: true; readonly value: ExportSummary } | ExportFailure;

const decode = (text: string): Uint8Array => {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return new Uint8Array(0);
  }
};

const readLine = (text: string): WireResult<{ bytes: Uint8Array; json: Json }> => {
  if (text.length > maxLineLength) return refused('too_large', `A line has at most ${maxLineLength} characters.`);
  const bytes = utf8ToBytes(text);
  const json = parseJson(bytes, lineBounds);
  return json.ok ? accepted({ bytes, json: json.value }) : json;
};

const isClosing = (json: Json): boolean =>
  typeof json === 'object' && json !== null && 'kind' in json && json.kind === 'closing';

/**
 * Verifies an export without the host that made it: every header's proof under its device's key, the order, the
 * counts, the root over all lines, and the exporting device's signature. Cut, changed, reordered, repeated or added
 * lines are found. Memory does not grow with the number of lines.
 *
 * What it cannot know: whether the exporter left writes out (dots are missing for other collections too), whether a
 * device was revoked (it has no control log; `deviceKey` may refuse it), and, of a record that is redacted or whose
 * payload does not travel or cannot be opened, whether its author wrote just that: `payloadHash` covers sealed bytes.
 */
export const verifyExport = (verification: ExportVerification): ExportVerdict => {
  const { crypto, deviceKey, lines, onRecord, maxRecords = 1_000_000 } = verification;
  const tree = createLineTree(crypto.sha256);
  const grounds = { author: 0, exporter: 0, redacted: 0, empty: 0 };
  let header: ExportHeader | undefined;
  let last: Dot | undefined;
  let summary: ExportSummary | undefined;
  let records = 0;
  let line = 0;

  const close = (json: Json, whole: ExportHeader): WireResult<ExportSummary> => {
    const shape = exportClosingSchema.safeParse(json);
    if (!shape.success) return refused('malformed', 'The closing line has another shape.');
    const { signature, ...closing } = shape.data;
    const { deviceId } = whole;
    const key = deviceKey(deviceId);
    if (key === undefined) return refused('unknown_device', `The key of ${deviceId} is not known.`);
    if (!crypto.verify(key, closingMessage(closing), decode(signature))) {
      return refused('bad_signature', 'The closing line is not signed by the device that exported.');
    }
    if (closing.root !== tree.root() || closing.records !== records || closing.redacted !== grounds.redacted) {
      return refused('root_mismatch', 'The lines are not those that the closing line signs.');
    }
    return accepted({ header: whole, records, grounds, root: closing.root });
  };

  const take = (text: string): WireFailure | undefined => {
    if (summary !== undefined) return refused('malformed', 'There is a line after the closing one.');
    const read = readLine(text);
    if (!read.ok) return read;
    const { bytes, json } = read.value;
    if (header === undefined) {
      const first = exportHeaderSchema.safeParse(json);
      if (!first.success) return refused('malformed', 'The first line is not the header of an export.');
      header = first.data;
    } else if (isClosing(json)) {
      const closed = close(json, header);
      if (!closed.ok) return closed;
      summary = closed.value;
    } else {
      if (records >= maxRecords) return refused('too_large', `The export has more than ${maxRecords} records.`);
      const write = readRecordLine(verification, json, records, header);
      if (!write.ok) return write;
      const dot = { deviceId: write.value.header.deviceId, n: write.value.clock.n };
      if (last !== undefined && compareDots(last, dot) >= 0) {
        return refused('root_mismatch', 'The writes are not in the order of devices and dots, or one comes twice.');
      }
      last = dot;
      records += 1;
      grounds[write.value.grounds] += 1;
      onRecord?.(write.value);
    }
    tree.add(bytes);
    return undefined;
  };

  for (const text of lines) {
    line += 1;
    const failure = take(text);
    if (failure !== undefined) return { ...failure, line };
  }
  if (summary === undefined) {
    return { ...refused('root_mismatch', 'The closing line is missing: the export was cut off.'), line: line + 1 };
  }
  return { ok: true, value: summary };
};
