import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The relay's secret key in its folder: made at the first start, durable before it is used.
 *
 * @throws Error where others may read the file, or it is no key
 */
export const secretKeyIn = (folder: string): Buffer => {
  const file = join(folder, 'relay.key');
  if (!existsSync(file)) {
    const draft = openSync(`${file}.new`, 'w', 0o600);
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(draft);
    closeSync(draft);
    renameSync(`${file}.new`, file);
    const directory = openSync(folder, 'r');
    fsyncSync(directory);
    closeSync(directory);
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others; make it yours alone: chmod 600`);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} is not the key of a relay`);
  return Buffer.from(text, 'hex');
};
