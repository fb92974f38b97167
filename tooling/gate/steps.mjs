import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

const run = (command, args, { env = {}, stdio = 'inherit' } = {}) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
    // npx is a script on Windows, and only a shell finds it there.
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  return status ?? 1;
};

/** Runs the pnpm that the root package.json names; nothing needs to be installed for it but npm. */
export const pnpm = (args, options) => run('npx', ['--yes', packageManager, ...args], options);

/** Runs a script with this Node. */
export const node = (args, options) => run(process.execPath, args, options);
