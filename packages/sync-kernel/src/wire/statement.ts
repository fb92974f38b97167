import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Json, JsonObject } from '../model/json.js';
import { concatBytes } from './bytes.js';
import { canonicalBytes } from './canonical-json.js';
import type { CausalClock, BatchStatement, WriteHeader } from './write.js';
import { accepted, refused, type WireFailure, type WireResult } from './failure.js';
import { isHashName } from './hash-name.js';
import { jsonBounds, parseJson } from './parse-json.js';

/** Writes that one signature covers. */
export const maxBatchSize = 1_024;

/** Bytes that a statement may have: 4 KiB. */
export const maxStatementBytes = 4_096;

/** Signed before the statement, so that no other bytes that a device signs can pass for one. */
const signingContext = utf8ToBytes('sourceos.sync.batch.v1\n');

const members = new Set(['scopeId', 'epoch', 'deviceId', 'sequence', 'size', 'root', 'previousRoot']);

const isWhole = (value: Json | undefined, least: number, most = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const isText = (value: Json | undefined, prefix: string): boolean =>
  typeof value === 'string' && value.startsWith(prefix);

const isRoot = (value: Json | undefined): boolean => typeof value === 'string' && isHashName(value);

/** What keeps a value from being a statement: one sentence, or undefined where it is one. */
const statementFault = (value: Json): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'The statement is not an object.';
  const unknown = Object.keys(value).find((name) => !members.has(name));
  if (unknown !== undefined) return `The statement has an unknown member: ${unknown.slice(0, 64)}.`;
  const { scopeId, epoch, deviceId, sequence, size, root, previousRoot } = value as JsonObject;
  if (!isText(scopeId, 'urn:srcos:')) return 'The scopeId is no URN that starts with urn:srcos:.';
  if (!isText(deviceId, 'urn:srcos:device:')) return 'The deviceId is no URN that starts with urn:srcos:device:.';
  if (!isWhole(epoch, 0)) return 'The epoch is no whole number from 0.';
  if (!isWhole(size, 1, maxBatchSize)) return `The size is no whole number from 1 to ${maxBatchSize}.`;
  if (!isWhole(sequence, 1, Number.MAX_SAFE_INTEGER - size)) return 'The sequence is no whole number from 1.';
  if (!isRoot(root)) return 'The root is no SHA-256 hash.';
  if (previousRoot === undefined) return sequence === 1 ? undefined : 'The previousRoot is missing.';
  if (sequence === 1) return 'The first batch has no previousRoot.';
  return isRoot(previousRoot) ? undefined : 'The previousRoot is no SHA-256 hash.';
};

/** A statement's bytes. @throws TypeError where it is none: the program is wrong */
export const encodeStatement = (statement: BatchStatement): Uint8Array => {
  const json = statement as unknown as Json;
  const fault = statementFault(json);
  if (fault !== undefined) throw new TypeError(fault);
  const bytes = canonicalBytes(json);
  if (bytes.length > maxStatementBytes) throw new TypeError(`A statement has at most ${maxStatementBytes} bytes.`);
  return bytes;
};

/** Reads a statement; `malformed` or `too_large` where it is none. */
export const parseStatement = (bytes: Uint8Array): WireResult<BatchStatement> => {
  const json = parseJson(bytes, { ...jsonBounds, bytes: maxStatementBytes });
  if (!json.ok) return json;
  const fault = statementFault(json.value);
  return fault === undefined ? accepted(json.value as unknown as BatchStatement) : refused('malformed', fault);
};

/** The message that the device signs: the context string and the statement's bytes as they are. */
export const signedBytes = (statementBytes: Uint8Array): Uint8Array => concatBytes(signingContext, statementBytes);

/**
 * Whether a write stands where its batch says: of the batch's device, and with the dot that its place gives it.
 * A mismatch is the author's doing, who signed both.
 *
 * @returns what is wrong, or undefined
 */
export const placeFault = (
  statement: BatchStatement,
  index: number,
  header: Pick<WriteHeader, 'deviceId'>,
  clock: Pick<CausalClock, 'n'>,
): WireFailure | undefined => {
  if (header.deviceId !== statement.deviceId) {
    return refused('malformed', 'The header names another device than the batch.');
  }
  if (clock.n !== statement.sequence + index) {
    return refused('malformed', `The dot is ${clock.n}, and its place in the batch is ${statement.sequence + index}.`);
  }
  return undefined;
};
