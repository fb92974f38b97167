import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

const cli = join(import.meta.dirname, '../../../dist/cli.js');
const relayPackage = createRequire(import.meta.url).resolve('@sourceos/sync-relay/package.json');

/** How a process of the command ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly ended: Promise<Ran>;
  /** What a line of standard error says after a beginning, as soon as there is one. */
  readonly said: (beginning: string) => Promise<string>;
}

/** Starts the built command. No key, passphrase or folder of whoever runs the tests is there. */
export const startCli = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Running => {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH, HOME, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const stdout = text(child.stdout);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ended = closed.then(async ([code]) => ({ code, stdout: await stdout, stderr }));
  const said = async (beginning: string): Promise<string> => {
    for (;;) {
      const line = stderr.split('\n').find((each) => each.startsWith(beginning));
      if (line !== undefined) return line.slice(beginning.length);
      if (child.exitCode !== null) throw new Error(`It ended without saying ${beginning}:\n${stderr}`);
      await Promise.race([once(child.stderr, 'data'), closed]);
    }
  };
  return { child, ended, said };
};

/** Runs the built command to its end. */
export const runCli = (args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Ran> => {
  const running = startCli(args, env);
  running.child.stdin.end(input);
  return running.ended;
};

/** A relay in a process of its own. */
export const startRelay = async (
  folder: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const command = join(dirname(relayPackage), 'dist/cli.js');
  const args = ['serve', '--data', folder, '--name', 'test', '--port', '0', '--json'];
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  return {
    url,
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** A folder for a test, and how to remove it. */
export const temporaryFolder = (): { readonly folder: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'sync-host-cli-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
