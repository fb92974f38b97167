import { devNull } from 'node:os';
import { bounds } from '../bounds.js';

/**
 * A repository's own configuration is hostile input to git. Nothing of the user's or the machine's
 * configuration is read, no transport may run (a partial clone would otherwise fetch what is missing),
 * nobody is asked for a password, and no lock is taken.
 */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
});

const messageLength = 200;

/** What git says may quote the repository. */
const firstLine = (messages: Buffer): string => {
  const line = messages.toString('utf8').split('\n', 1)[0]?.slice(0, messageLength) ?? '';
  return line === '' ? 'git failed and said nothing' : line.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');
};

export type GitResult =
  { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly message: string };

/** Runs git on a git directory, bounded in time and output; of a failure, says the first line of its message. */
export const git = async (directory: string, args: readonly string[]): Promise<GitResult> => {
  // Most scans meet no git objects, and a cold start should not pay for processes that it does not start.
  const { execFile } = await import('node:child_process');
  return new Promise((settle) => {
    execFile(
      'git',
      // Naming the directory keeps git from searching for another repository above it.
      [`--git-dir=${directory}`, '-c', 'core.fsmonitor=false', ...args],
      {
        encoding: 'buffer',
        env: environment(),
        maxBuffer: bounds.fileBytes + 1024,
        timeout: bounds.gitMilliseconds,
        killSignal: 'SIGKILL',
        windowsHide: true,
      },
      (error, output, messages) => {
        if (error === null) settle({ ok: true, output });
        else if (error.code === 'ENOENT') settle({ ok: false, message: 'git is not installed' });
        else if (error.killed === true) settle({ ok: false, message: 'git took too long or said too much' });
        else settle({ ok: false, message: firstLine(messages) });
      },
    );
  });
};
