import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hexToBytes } from '@noble/hashes/utils.js';

/** A JSON file of the shared folder, as the type that the caller knows it to have. */
export const readVectors = (shared: string, ...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(shared, 'vectors', ...path), 'utf8'));

/** The paths of all JSON files below a folder of vectors. */
export const vectorFiles = (shared: string, ...folder: readonly string[]): readonly string[] => {
  const root = join(shared, 'vectors', ...folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
};

export const hex = (text: string): Uint8Array => hexToBytes(text);
