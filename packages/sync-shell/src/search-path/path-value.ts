import { directoryRisk, type DirectoryRisk } from './directory-risk.js';

/** A directory that is searched before those of the system, and who can write there. */
export interface EarlyDirectory {
  readonly directory: string;
  readonly risk: DirectoryRisk;
}

const isRest = (part: string): boolean => /^\$(?:PATH|path|\{(?:PATH|path)(?:\[@\])?\})$/.test(part);
const isSystem = (part: string): boolean => /^\/(?:usr\/(?:local\/)?)?s?bin$/.test(part);

/**
 * The writable directories that come before what PATH was, or before the system's own directories; of one that
 * anybody may write to, wherever it stands.
 */
export const earlyDirectories = (directories: readonly string[]): readonly EarlyDirectory[] => {
  const found: EarlyDirectory[] = [];
  let early = true;
  for (const directory of directories) {
    if (isRest(directory) || isSystem(directory)) early = false;
    else {
      const risk = directoryRisk(directory);
      if (risk !== undefined && (early || risk !== 'own_programs')) found.push({ directory, risk });
    }
  }
  return found;
};

/** The directories of a value such as `/tmp/bin:$PATH`. */
export const splitPath = (value: string): readonly string[] => value.split(':');
