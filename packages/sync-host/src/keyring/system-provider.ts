import { base64urlOf, bytesOfBase64url } from '@sourceos/sync-kernel/wire';
import { done, failed } from '../failure.js';
import type { DeviceKeyProvider } from './device-key.js';
import { keyringCodes } from './keyring.js';

/** An operating system's keyring: Secret Service, Keychain, Credential Manager. Both reject where it does not answer. */
export interface SystemKeyring {
  readonly read: (name: string) => Promise<string | undefined>;
  readonly write: (name: string, secret: string) => Promise<void>;
}

/** Protects the keys by a secret in the operating system's keyring, which opens when its owner logs in. */
export const systemKeyringProvider = (
  keyring: SystemKeyring,
  name: string,
  random: (length: number) => Uint8Array,
): DeviceKeyProvider => {
  const open: DeviceKeyProvider['open'] = async () => {
    let secret: string | undefined;
    try {
      secret = await keyring.read(name);
    } catch {
      return failed('locked', 'The operating system’s keyring does not answer: unlock it.');
    }
    if (secret === undefined) return failed('locked', `The operating system’s keyring has nothing named ${name}.`);
    const key = bytesOfBase64url(secret);
    return key?.length === 32 ? done(key) : failed('damaged', keyringCodes.damaged);
  };
  return {
    kind: 'system keyring',
    create: async () => {
      try {
        if ((await keyring.read(name)) === undefined) await keyring.write(name, base64urlOf(random(32)));
      } catch {
        return failed('locked', 'The operating system’s keyring does not answer: unlock it.');
      }
      const key = await open({});
      return key.ok ? done({ key: key.value, parameters: {} }) : key;
    },
    open,
  };
};
