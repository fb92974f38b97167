import { constants, closeSync, fstatSync, fsyncSync, linkSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { base64urlOf, bytesOfBase64url } from '@sourceos/sync-kernel/wire';
import { done, failed, type HostResult } from '../failure.js';
import type { DeviceKeyProvider } from './device-key.js';
import { keyringCodes, type KeyringCode } from './keyring.js';

const prefix = 'sourceos-device-key-1 ';
const maxBytes = 256;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

const syncFolder = (path: string): void => {
  // Windows opens no folder; its file systems journal the name themselves.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** Writes a file that is there whole or not at all, for its owner alone, and takes no other's place. */
const writeOnce = (path: string, text: string, part: string): void => {
  const temporary = `${path}.${part}`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(path);
};

const readKey = (path: string): HostResult<Uint8Array, KeyringCode> => {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY);
  } catch (error) {
    const code = codeOf(error);
    return failed(
      'locked',
      code === 'ENOENT' ? `There is no key file at ${path}.` : `${path} cannot be read (${code}).`,
    );
  }
  try {
    const { mode } = fstatSync(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) return failed('exposed', keyringCodes.exposed);
    const bytes = Buffer.alloc(maxBytes);
    const text = bytes
      .subarray(0, readSync(file, bytes, 0, maxBytes, 0))
      .toString('latin1')
      .trimEnd();
    const key = text.startsWith(prefix) ? bytesOfBase64url(text.slice(prefix.length)) : undefined;
    return key?.length === 32 ? done(key) : failed('damaged', `${path} is no key file.`);
  } finally {
    closeSync(file);
  }
};

/**
 * Protects the keys by a file that its owner alone may read, for devices that start without a person. A file that is
 * there is used as it is; one that others may read is refused (`exposed`).
 */
export const keyFileProvider = (path: string, random: (length: number) => Uint8Array): DeviceKeyProvider => ({
  kind: 'key file',
  create: () => {
    try {
      writeOnce(path, `${prefix}${base64urlOf(random(32))}\n`, base64urlOf(random(9)));
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EEXIST') return Promise.resolve(failed('locked', `${path} cannot be written (${code}).`));
    }
    const key = readKey(path);
    return Promise.resolve(key.ok ? done({ key: key.value, parameters: {} }) : key);
  },
  open: () => Promise.resolve(readKey(path)),
});
