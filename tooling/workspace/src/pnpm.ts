import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Outcome } from './run.js';
import { workspaceRoot } from './root.js';

/** How pnpm is started: the one that started this process, or the version that the root names, by npx. */
const command = (): readonly [string, ...string[]] => {
  const started = process.env.npm_execpath;
  if (started !== undefined && /pnpm\.c?js$/.test(started)) return [process.execPath, started];
  const { packageManager } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  return ['npx', '--yes', packageManager];
};

/** Runs pnpm, which need not be installed. */
export const pnpm = (args: readonly string[], cwd: string): Promise<Outcome> => {
  const [executable, ...first] = command();
  return run(executable, [...first, ...args], { cwd });
};
