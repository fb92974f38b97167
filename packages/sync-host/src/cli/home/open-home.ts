import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { done, failed, type HostResult } from '../../failure.js';
import { openSqliteStore } from '../../store/sqlite/create-sqlite-store.js';
import type { StoreCode } from '../../store/store-code.js';
import type { Store } from '../../store/store.js';
import { lockFolder } from './folder-lock.js';

/** The files of a device, by what they are for. */
export const homeFiles = {
  store: 'device.sqlite',
  lock: 'device.lock',
  /** Where the device key is, when a file protects the keys. */
  key: 'device.key',
} as const;

/** A device's folder, held by this process, and its store. */
export interface Home {
  readonly folder: string;
  readonly store: Store;
  readonly close: () => void;
}

export type HomeCode = StoreCode | 'folder_missing' | 'folder_in_use' | 'permissions';

/** Whether others may look into a folder. Windows has no such bits: its folders for a person's data are theirs. */
export const isOpenToOthers = (path: string): boolean =>
  process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

const prepare = (folder: string, create: boolean): HostResult<undefined, 'folder_missing' | 'permissions'> => {
  try {
    if (create) {
      // A folder that was there keeps its permissions: it may be the wrong one.
      const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (made !== undefined && process.platform !== 'win32') chmodSync(folder, 0o700);
    }
    if (!existsSync(join(folder, homeFiles.store)) && !create) {
      return failed('folder_missing', `${folder} holds no device: begin with sync-host init, or sync-host join.`);
    }
    return isOpenToOthers(folder)
      ? failed('permissions', `${folder} is open to others; make it yours alone: chmod 700 ${folder}`)
      : done(undefined);
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return failed('permissions', `${folder} cannot be used (${said}).`);
  }
};

/** Opens a device's folder for this process alone. `create` makes what is not there. */
export const openHome = (folder: string, { create = false } = {}): HostResult<Home, HomeCode> => {
  const prepared = prepare(folder, create);
  if (!prepared.ok) return prepared;
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  const store = openSqliteStore({ path: join(folder, homeFiles.store) });
  if (!store.ok) {
    lock.value();
    return store;
  }
  return done({
    folder,
    store: store.value,
    close: () => {
      store.value.close();
      lock.value();
    },
  });
};
