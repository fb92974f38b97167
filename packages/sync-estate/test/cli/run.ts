import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The command as it is published; `npm run build` makes it. */
export const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

if (!existsSync(cli)) throw new Error(`${cli} does not exist: build the package before its tests`);

const ours = new Set(['NO_COLOR', 'FORCE_COLOR', 'GITHUB_STEP_SUMMARY', 'NODE_OPTIONS']);

/** The environment of a person's shell, without what changes the command's output. */
export const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name) && !name.startsWith('VITEST'))),
  ...more,
});

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const toRun = ({ status, stdout, stderr, error }: SpawnSyncReturns<string>): Run => {
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
};

/** Runs the command in a folder. */
export const run = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run =>
  toRun(
    spawnSync(process.execPath, [cli, ...args], {
      cwd,
      encoding: 'utf8',
      env: environment(env),
      maxBuffer: 256 * 1024 * 1024,
      timeout: 60_000,
    }),
  );

/** Runs a line of bash in a folder, where `sync-estate` is the command. */
export const runShell = (cwd: string, script: string): Run =>
  toRun(
    spawnSync('bash', ['-c', `sync-estate() { "$NODE" "$CLI" "$@"; }\n${script}`], {
      cwd,
      encoding: 'utf8',
      env: environment({ NODE: process.execPath, CLI: cli }),
      maxBuffer: 256 * 1024 * 1024,
      timeout: 60_000,
    }),
  );
