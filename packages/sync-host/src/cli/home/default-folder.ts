import { homedir } from 'node:os';
import { join } from 'node:path';

const name = 'sourceos-sync';

/**
 * Where a device is kept if nobody says: `SOURCEOS_HOME`, or the platform's folder for a person's data (XDG Base
 * Directory Specification; Apple's File System Programming Guide; Windows' known folder LocalAppData).
 */
export const defaultFolder = (
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string => {
  const own = env.SOURCEOS_HOME;
  if (own !== undefined && own !== '') return own;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), name);
  const data = env.XDG_DATA_HOME;
  // A relative one is to be ignored, the specification says.
  return join(data?.startsWith('/') === true ? data : join(home, '.local', 'share'), name);
};
