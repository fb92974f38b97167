import { nativeCrypto } from '@sourceos/sync-kernel/native';
import type { HostResult } from '../../failure.js';
import type { Keyring, KeyringCode } from '../../keyring/keyring.js';
import { createKeyring, openKeyring } from '../../keyring/open-keyring.js';
import { rowNames } from '../../keyring/secret.js';
import type { StoreCode } from '../../store/store-code.js';
import type { Flags } from '../flags.js';
import { existingProvider, newProvider, type ProviderResult } from './key-provider.js';
import type { Home } from './open-home.js';
import { random } from './random.js';

type Keys = HostResult<Keyring, KeyringCode | StoreCode | Extract<ProviderResult, { ok: false }>['code']>;

/** The keys of a folder's device: those that are there, or new ones. */
export const firstKeys = async ({ folder, store }: Home, flags: Flags, personId?: string): Promise<Keys> => {
  const before = store.sealedKey(rowNames.deviceKey);
  if (!before.ok) return before;
  const isNew = before.value === undefined;
  const provider = await (isNew ? newProvider : existingProvider)(folder, flags);
  if (!provider.ok) return provider;
  const options = { store, crypto: nativeCrypto, provider: provider.value, random };
  return isNew ? createKeyring({ ...options, ...(personId !== undefined && { personId }) }) : openKeyring(options);
};
