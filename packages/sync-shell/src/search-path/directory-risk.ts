/** Directories that everybody on a machine may write to. */
const shared = ['/tmp', '/var/tmp', '/dev/shm', '/private/tmp', '/private/var/tmp', '/Users/Shared', '/usr/tmp'];

const isBelow = (path: string, directory: string): boolean => path === directory || path.startsWith(`${directory}/`);

/** A path without `.` and `..` steps and double slashes; steps above the root stay there. */
const plain = (path: string): string => {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return `${path.startsWith('/') ? '/' : ''}${steps.join('/')}`;
};

/** Who may put a program into a directory besides who administers the machine; undefined where nobody is known to. */
export type DirectoryRisk = 'anybody' | 'current_directory' | 'own_programs';

/**
 * Judges a directory of PATH by its name alone.
 *
 * @param directory as it is written: absolute, `~/…`, `$HOME/…`, relative, or empty
 */
export const directoryRisk = (directory: string): DirectoryRisk | undefined => {
  const written = directory.trim();
  if (/^(?:~|\$HOME\b|\$\{HOME\})/.test(written)) return 'own_programs';
  if (written.startsWith('$')) return /^\$(?:\{?(?:TMPDIR|TMP|TEMP)\b)/.test(written) ? 'anybody' : undefined;
  if (!written.startsWith('/')) return 'current_directory';
  const path = plain(written);
  if (shared.some((each) => isBelow(path, each))) return 'anybody';
  return /^\/(?:home|Users|root|run\/user)(?:\/|$)/.test(path) ? 'own_programs' : undefined;
};

const who: Readonly<Record<DirectoryRisk, string>> = {
  anybody: 'anybody on the machine can put a program there',
  current_directory: 'whoever made the directory that the person is in can put a program there',
  own_programs: 'every program that runs as the person can put another one there',
};

/** Who can put what there, as the end of a sentence. */
export const riskWords = (risk: DirectoryRisk): string => who[risk];
