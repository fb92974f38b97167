import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { bounds } from '../bounds.js';
import { describeError, errorCode } from './system-error.js';

/** What came of reading one file of a repository. */
export type ReadResult =
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'not-a-file' | 'outside-root'; readonly found: string }
  | { readonly kind: 'unreadable'; readonly found: string };

/** One buffer for all reads: most manifests fit, and what does not gets a buffer of its own. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

// A named pipe without a writer must not make open() wait, and a link must not be followed unseen.
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Whether a real path is a real root or lies below it. */
export const isInside = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

const absentCodes = new Set(['ENOENT', 'ENOTDIR']);

// Opening a socket or an unconfigured device fails with these.
const deviceCodes = new Set(['ENXIO', 'ENODEV']);

const failure = (error: unknown): ReadResult => {
  const code = errorCode(error);
  if (absentCodes.has(code)) return { kind: 'absent' };
  return deviceCodes.has(code)
    ? { kind: 'refused', reason: 'not-a-file', found: 'a socket or a device' }
    : { kind: 'unreadable', found: describeError(error) };
};

const linkFaults: Readonly<Record<string, string>> = {
  ENOENT: 'a symbolic link that leads nowhere',
  ENOTDIR: 'a symbolic link that leads nowhere',
  ELOOP: 'a loop of symbolic links',
};

/** Resolves links, and refuses what lies outside the root. */
const resolveInside = (root: string, path: string): string | ReadResult => {
  try {
    const real = realpathSync(path);
    return isInside(realpathSync(root), real)
      ? real
      : { kind: 'refused', reason: 'outside-root', found: 'a symbolic link that leads out of the scanned folder' };
  } catch (error) {
    const found = linkFaults[errorCode(error)];
    return found === undefined ? failure(error) : { kind: 'refused', reason: 'not-a-file', found };
  }
};

const describeKind = (stats: { isDirectory(): boolean; isFIFO(): boolean; isSocket(): boolean }): string => {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
};

const readRegular = (path: string): ReadResult => {
  const file = openSync(path, flags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return { kind: 'refused', reason: 'not-a-file', found: describeKind(stats) };
    const max = bounds.fileBytes;
    if (stats.size > max) return { kind: 'refused', reason: 'too-large', found: `${stats.size} bytes` };
    // Some file systems give no size in advance, and a file may grow: the read itself is bounded too.
    let buffer = stats.size < shared.length ? shared : Buffer.allocUnsafe(stats.size + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0 || length === stats.size) break;
      if (length > max) return { kind: 'refused', reason: 'too-large', found: `more than ${max} bytes` };
      if (length === buffer.length) buffer = Buffer.concat([buffer], max + 1);
    }
    return { kind: 'file', bytes: buffer.subarray(0, length) };
  } finally {
    closeSync(file);
  }
};

/**
 * Reads one file below a root, bounded, never waiting and never outside the root. The bytes are only
 * valid until the next read.
 *
 * @param root the folder that must not be left, without a trailing separator
 * @param folder the folder of the repository, inside the root
 * @param parts the path below the folder, one name each
 * @param seen whether the parts before the last were just seen to be real folders, and need no second look
 */
export const readInside = (root: string, folder: string, parts: readonly string[], seen = false): ReadResult => {
  try {
    let path = folder;
    for (const part of parts.slice(0, -1)) {
      path = `${path}${sep}${part}`;
      if (seen) continue;
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return { kind: 'absent' };
      if (stats.isSymbolicLink()) {
        const real = resolveInside(root, path);
        if (typeof real !== 'string') return real;
        path = real;
      }
    }
    path = `${path}${sep}${parts.at(-1) ?? ''}`;
    try {
      return readRegular(path);
    } catch (error) {
      if (errorCode(error) !== 'ELOOP') throw error;
      const real = resolveInside(root, path);
      return typeof real === 'string' ? readRegular(real) : real;
    }
  } catch (error) {
    return failure(error);
  }
};
