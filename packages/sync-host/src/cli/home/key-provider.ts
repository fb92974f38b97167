import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { done, failed, type HostResult } from '../../failure.js';
import type { DeviceKeyProvider } from '../../keyring/device-key.js';
import { keyFileProvider } from '../../keyring/key-file-provider.js';
import { passphraseProvider } from '../../keyring/passphrase-provider.js';
import type { Flags } from '../flags.js';
import { askSecret, canAsk } from '../terminal/ask.js';
import { homeFiles } from './open-home.js';
import { random } from './random.js';

export type ProviderResult = HostResult<DeviceKeyProvider, 'passphrase_needed' | 'not_confirmed'>;

const needed = (): ProviderResult =>
  failed(
    'passphrase_needed',
    'The keys need a passphrase: in SOURCEOS_PASSPHRASE, typed on a terminal, or a key file in its place (--key-file).',
  );

/** A variable that is set and not empty. */
const given = (name: string): string | undefined => {
  const value = process.env[name];
  return value === '' ? undefined : value;
};

/** The key file that was named; by its bare name it lies beside what it opens. */
const keyFileOf = (folder: string, flags: Flags): string | undefined => {
  const file = flags.keyFile ?? given('SOURCEOS_KEY_FILE');
  return file === homeFiles.key ? join(folder, file) : file;
};

/** What opens the keys of a device that is there: the key file that was named or lies in the folder, or a passphrase. */
export const existingProvider = async (folder: string, flags: Flags): Promise<ProviderResult> => {
  const own = join(folder, homeFiles.key);
  const file = keyFileOf(folder, flags) ?? (existsSync(own) ? own : undefined);
  if (file !== undefined) return done(keyFileProvider(file, random));
  const passphrase = given('SOURCEOS_PASSPHRASE') ?? (canAsk() ? await askSecret('Passphrase: ') : undefined);
  return passphrase === undefined ? needed() : done(passphraseProvider(passphrase, { random }));
};

/** What will protect the keys of a new device. A passphrase that is typed is typed twice. */
export const newProvider = async (folder: string, flags: Flags): Promise<ProviderResult> => {
  const file = keyFileOf(folder, flags);
  if (file !== undefined) return done(keyFileProvider(file, random));
  const fromVariable = given('SOURCEOS_PASSPHRASE');
  if (fromVariable !== undefined) return done(passphraseProvider(fromVariable, { random }));
  if (!canAsk()) return needed();
  const first = await askSecret('A passphrase for the keys of this device: ');
  if (first === undefined || first === '') return needed();
  const second = await askSecret('The same again: ');
  if (second !== first) return failed('not_confirmed', 'The two passphrases differ: nothing was made.');
  return done(passphraseProvider(first, { random }));
};
