import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type * as z from 'zod';
import { bounds } from '../bounds.js';
import { describeFault } from './describe-fault.js';
import { locate } from '../json/locate.js';
import { createLineMap } from '../json/position.js';
import { scanJson } from '../json/scan-json.js';
import { findSyntaxError } from '../json/syntax-error.js';

/** A value, or the sentence that says why there is none. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

const failed = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });

/** The text of a file that the user named, or undefined where there is none. */
export const readText = (file: string): Result<string | undefined> => {
  let handle: number;
  try {
    // A named pipe that nobody writes to must not make open() wait.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return code === 'ENOENT' ? { ok: true, value: undefined } : failed(`${file} cannot be read (${code})`);
  }
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) return failed(`${file} is not a file`);
    if (stats.size > bounds.ownFileBytes) return failed(`${file} is larger than ${bounds.ownFileBytes} bytes`);
    return { ok: true, value: readFileSync(handle, 'utf8').replace(/^\uFEFF/, '') };
  } finally {
    closeSync(handle);
  }
};

/** Parses JSON that the user named against a schema; a failure names file, line, field, what was found and what was expected. */
export const parseOwn = <Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Result<z.infer<Schema>> => {
  const lines = createLineMap(text);
  const at = (offset: number): string => {
    const { line, column } = lines.place({ offset, length: 0 });
    return `${file}:${line}:${column}`;
  };
  if (scanJson(text).depth > bounds.depth) return failed(`${file} is nested more than ${bounds.depth} levels deep`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const fault = findSyntaxError(text);
    if (fault === undefined) throw error;
    return failed(`${at(fault.span.offset)}: ${fault.message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const fault = describeFault(parsed.error.issues, schema, value);
  return failed(`${at(locate(text, fault.path, fault.on).offset)}: ${fault.message}`);
};

/** The text of a file that must be there. */
export const readOwnText = (file: string): Result<string> => {
  const text = readText(file);
  if (!text.ok) return text;
  return text.value === undefined ? failed(`${file} does not exist`) : { ok: true, value: text.value };
};

/** Reads and parses a file that must be there. */
export const readOwnFile = <Schema extends z.ZodType>(file: string, schema: Schema): Result<z.infer<Schema>> => {
  const text = readOwnText(file);
  return text.ok ? parseOwn(file, text.value, schema) : text;
};
