import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../files/sync-folder.js';
import { StartError } from './start-error.js';

/**
 * The relay's secret key in its folder: made at the first start, durable before it is used. Whoever holds the folder's
 * lock calls it.
 *
 * @throws StartError where others may read the file, or it is no key
 */
export const secretKeyIn = (folder: string): Buffer => {
  const file = join(folder, 'relay.key');
  if (!existsSync(file)) {
    const draft = openSync(`${file}.new`, 'w', 0o600);
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(draft);
    closeSync(draft);
    renameSync(`${file}.new`, file);
    syncFolder(folder);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StartError('key_exposed', `${file} can be read by others; make it yours alone: chmod 600 ${file}`);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new StartError(
      'key_malformed',
      `${file} is not the key of a relay: expected 64 lower-case hexadecimal digits, found ${text.length} characters. ` +
        'Restore it from a backup; with another key, devices take the relay for another one.',
    );
  }
  return Buffer.from(text, 'hex');
};
