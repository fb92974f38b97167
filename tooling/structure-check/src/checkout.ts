import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from '@sourceos/workspace';

/** A repository's files as the checks see them. */
export interface Checkout {
  /** Every file that is not ignored, relative to the root, with `/`. */
  readonly files: readonly string[];
  /** The text of a file, or undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** The value of a JSON file; an empty object where there is none or it is not an object. */
  readonly readObject: (path: string) => Readonly<Record<string, unknown>>;
}

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** Reads which files a repository has; their contents are read when a check asks. */
export const openCheckout = async (root: string): Promise<Checkout> => {
  const files = await filesOf(root);
  const known = new Set(files);
  const read = (path: string): string | undefined =>
    known.has(path) ? readFileSync(join(root, path), 'utf8') : undefined;
  return { files, read, readObject: (path) => parseObject(read(path) ?? '{}') };
};
