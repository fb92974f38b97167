import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createAuditLog, type AuditLog } from '../audit/audit-log.js';
import { createDevice } from '../device/create-device.js';
import type { Device } from '../device/device.js';
import { openKeyring } from '../keyring/open-keyring.js';
import { createHttpTransport } from '../relay-client/http-transport.js';
import { createEngineSettings, type EngineSettings } from '../supervisor/engine-settings.js';
import type { Flags } from './flags.js';
import { defaultFolder } from './home/default-folder.js';
import { existingProvider } from './home/key-provider.js';
import { openHome, type Home } from './home/open-home.js';
import { random } from './home/random.js';
import { loadEngines, type LoadedEngines } from './load-engines.js';
import { refusal, type CommandResult } from './outcome.js';

/** A device that is open in this process, and everything that commands do with it. */
export interface Session extends Home, LoadedEngines {
  readonly device: Device;
  readonly audit: AuditLog;
  readonly settings: EngineSettings;
}

export const now = (): number => Date.now();

export const folderOf = ({ folder }: Flags): string => folder ?? defaultFolder();

const openDevice = async (home: Home, flags: Flags): Promise<Session | CommandResult> => {
  const { folder, store } = home;
  const provider = await existingProvider(folder, flags);
  if (!provider.ok) return refusal(provider);
  const keyring = await openKeyring({ store, crypto: nativeCrypto, provider: provider.value, random });
  if (!keyring.ok) return refusal(keyring);
  const loaded = await loadEngines();
  const { engines } = loaded;
  const settings = createEngineSettings(store);
  const { deviceId } = keyring.value;
  const audit = createAuditLog({ store, crypto: nativeCrypto, deviceId, engines, now });
  const device = createDevice({
    store,
    keyring: keyring.value,
    engines,
    crypto: nativeCrypto,
    random,
    now,
    transport: (url) => createHttpTransport({ url, now }),
    runs: settings.runs,
    audit: audit.auditOf,
  });
  if (!device.ok) return refusal(device);
  return { ...home, ...loaded, device: device.value, audit, settings };
};

/** Opens the device of a folder, does something with it, and closes it, whatever comes of it. */
export const withSession = async (
  flags: Flags,
  work: (session: Session) => CommandResult | Promise<CommandResult>,
): Promise<CommandResult> => {
  const home = openHome(folderOf(flags));
  if (!home.ok) return refusal(home);
  try {
    const session = await openDevice(home.value, flags);
    if (!('device' in session)) return session;
    try {
      return await work(session);
    } finally {
      await session.device.close();
    }
  } finally {
    home.value.close();
  }
};
