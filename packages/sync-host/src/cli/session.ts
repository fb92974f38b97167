import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { createAuditLog, type AuditLog } from '../audit/audit-log.js';
import { createDevice } from '../device/create-device.js';
import type { Device } from '../device/device.js';
import { done, type HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { openKeyring } from '../keyring/open-keyring.js';
import { createHttpTransport } from '../relay-client/http-transport.js';
import type { StoreCode } from '../store/store-code.js';
import { createSupervisor } from '../supervisor/create-supervisor.js';
import { createEngineSettings, type EngineSettings } from '../supervisor/engine-settings.js';
import type { Supervisor } from '../supervisor/supervisor.js';
import type { Flags } from './flags.js';
import { defaultFolder } from './home/default-folder.js';
import { existingProvider } from './home/key-provider.js';
import { openHome, type Home } from './home/open-home.js';
import { random } from './home/random.js';
import { loadEngines, type LoadedEngines } from './load-engines.js';
import { refusal, type CommandResult } from './outcome.js';

/** A device that is open in this process, and everything that commands do with it. */
export interface Session extends Home, LoadedEngines {
  readonly keyring: Keyring;
  readonly device: Device;
  readonly audit: AuditLog;
  readonly settings: EngineSettings;
  readonly supervisor: Supervisor;
}

export const now = (): number => Date.now();

export const folderOf = ({ folder }: Flags): string => folder ?? defaultFolder();

/** A device over a folder's store and its keys, with the engines that are installed. */
export const openSession = async (home: Home, keyring: Keyring): Promise<HostResult<Session, StoreCode>> => {
  const { store } = home;
  const loaded = await loadEngines();
  const { engines } = loaded;
  const settings = createEngineSettings(store);
  const audit = createAuditLog({ store, crypto: nativeCrypto, deviceId: keyring.deviceId, engines, now });
  const device = createDevice({
    store,
    keyring,
    engines,
    crypto: nativeCrypto,
    random,
    now,
    transport: (url) => createHttpTransport({ url, now }),
    runs: settings.runs,
    audit: audit.auditOf,
  });
  if (!device.ok) return device;
  const supervisor = createSupervisor({
    device: device.value,
    store,
    engines,
    settings,
    crypto: nativeCrypto,
    now,
    // Jitter, and nothing that has to be unforeseeable.
    random: Math.random,
  });
  return done({ ...home, ...loaded, keyring, device: device.value, audit, settings, supervisor });
};

/** Does something with an open session, and ends what it began, whatever comes of it. */
export const useSession = async (
  home: Home,
  keyring: Keyring,
  work: (session: Session) => CommandResult | Promise<CommandResult>,
): Promise<CommandResult> => {
  const session = await openSession(home, keyring);
  if (!session.ok) return refusal(session);
  try {
    return await work(session.value);
  } finally {
    session.value.supervisor.stop();
    await session.value.device.close();
  }
};

/** Opens the device of a folder, does something with it, and closes it. */
export const withSession = async (
  flags: Flags,
  work: (session: Session) => CommandResult | Promise<CommandResult>,
): Promise<CommandResult> => {
  const home = openHome(folderOf(flags));
  if (!home.ok) return refusal(home);
  const { folder, store, close } = home.value;
  try {
    const provider = await existingProvider(folder, flags);
    if (!provider.ok) return refusal(provider);
    const keyring = await openKeyring({ store, crypto: nativeCrypto, provider: provider.value, random });
    return keyring.ok ? await useSession(home.value, keyring.value, work) : refusal(keyring);
  } finally {
    close();
  }
};
