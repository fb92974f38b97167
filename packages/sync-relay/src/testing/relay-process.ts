import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundledScript } from '@sourceos/tsup-config/bundled-script';

/** The command as it is published; `npm run build` makes it. */
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const builtCommand = (): string => {
  if (!existsSync(cli)) throw new Error(`${cli} does not exist: build the package before its tests`);
  return cli;
};

/** The command with all that it imports in one file: for tests that start it a thousand times. */
export const bundledCommand = (): Promise<string> => bundledScript(builtCommand());

/** The command in a process of its own. */
export const startCommand = (args: readonly string[], command = builtCommand()) => {
  const child = spawn(process.execPath, [command, ...args]);
  let stdout = '';
  let stderr = '';
  let told: (line: string) => void = () => undefined;
  const firstLine = new Promise<string>((resolve) => {
    told = resolve;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (stdout.includes('\n')) told(stdout.slice(0, stdout.indexOf('\n')));
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { pid: child.pid ?? 0, firstLine, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
};

/** What `serve --json` prints. */
interface Listening {
  readonly name: string;
  readonly relayId: string;
  readonly publicKey: string;
  readonly url: string;
}

/** A relay over a folder, as a process that listens. */
export const serveProcess = async (folder: string, more: readonly string[] = [], file = builtCommand()) => {
  const command = startCommand(['serve', '--data', folder, '--name', 'test', '--port', '0', '--json', ...more], file);
  const first = await Promise.race([command.firstLine, command.ended]);
  if (typeof first !== 'string') throw new Error(`The relay ended with ${first.code}: ${first.stderr}`);
  return { ...command, listening: JSON.parse(first) as Listening };
};
