import { readFileSync } from 'node:fs';
import type { JsonObject } from '@sourceos/sync-kernel';
import { parseJson } from '@sourceos/sync-kernel/wire';
import { done, failed, type HostResult } from '../failure.js';

/** Bytes of a record's file that are read at most. */
const maxBytes = 16 * 1_024 * 1_024;

/** A record from JSON, as strictly read as what comes from elsewhere. */
export const readRecordText = (text: Uint8Array, name: string): HostResult<JsonObject, 'usage'> => {
  if (text.length > maxBytes) return failed('usage', `${name} has more than ${maxBytes} bytes.`);
  const parsed = parseJson(text);
  if (!parsed.ok) return failed('usage', `${name} is no JSON that can be synced: ${parsed.message}`);
  const { value } = parsed;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? done(value as JsonObject)
    : failed('usage', `${name} holds no JSON object.`);
};

/** The record in a file, or `-` for standard input. */
export const readRecordFile = (file: string): HostResult<JsonObject, 'usage'> => {
  try {
    return readRecordText(readFileSync(file === '-' ? 0 : file), file === '-' ? 'Standard input' : file);
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return failed('usage', `${file} cannot be read (${said}).`);
  }
};
