import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgramHere, startProgram, type Started, type StartOptions } from './in-process.js';
import { temporaryFolder, type Ran } from './run-cli.js';

/** A device by name: the folder that its commands work in. */
export interface CliDevice {
  readonly folder: string;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  /** With `--json`: its document, and the exit code. */
  readonly json: <Document>(...args: readonly string[]) => Promise<Document & { readonly exit: number | null }>;
  /** At a terminal, where somebody answers. */
  readonly at: (args: readonly string[], env?: NodeJS.ProcessEnv) => Started;
}

/** A relay, a folder for files, and devices by name. */
export interface CliStage {
  readonly relayUrl: string;
  /** Starts the relay again, at its place and with its key, without anything that it had. */
  readonly loseRelay: () => Promise<void>;
  readonly device: (name: string) => CliDevice;
  readonly file: (name: string, content: unknown) => string;
  /** Has a device begin a profile, and others join it. */
  readonly joined: (first: string, ...others: readonly string[]) => Promise<{ readonly recoveryKey: string }>;
  readonly end: () => Promise<void>;
}

/** A relay that a test starts: one that is new at a port, or at any where the port is 0. */
export type StartRelay = (options: {
  readonly name: string;
  readonly secretKey: Uint8Array;
  readonly port: number;
}) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;

/** Devices that meet at a relay. */
export const startCliStage = async (createRelay: StartRelay): Promise<CliStage> => {
  const startRelay = (port: number) => createRelay({ name: 'test', secretKey: new Uint8Array(32).fill(11), port });
  let relay = await startRelay(0);
  const relayUrl = relay.url;
  const { folder, remove } = temporaryFolder();
  const device = (name: string): CliDevice => {
    const own = join(folder, name);
    const given = ['--folder', own, '--key-file', 'device.key'];
    const run = (args: readonly string[], options?: StartOptions) => runProgramHere([...given, ...args], options);
    return {
      folder: own,
      run: (...args) => run(args),
      json: async <Document>(...args: readonly string[]) => {
        const { code, stdout } = await run(['--json', ...args]);
        return { ...(JSON.parse(stdout) as Document), exit: code };
      },
      at: (args, env = {}) => startProgram([...given, ...args], { terminal: true, env }),
    };
  };
  return {
    relayUrl,
    loseRelay: async () => {
      await relay.close();
      relay = await startRelay(Number(new URL(relayUrl).port));
    },
    device,
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    joined: async (first, ...others) => {
      const begun = await device(first).json<{ recoveryKey: string }>('init', '--relay', relayUrl);
      for (const other of others) {
        const joining = device(other).at(['join', '--relay', relayUrl, '--yes']);
        const ticket = await joining.said('Ticket: ');
        const admitted = await device(first).run('admit', ticket, '--yes');
        if (admitted.code !== 0) throw new Error(admitted.stderr);
        await joining.ended;
      }
      return begun;
    },
    end: async () => {
      await relay.close();
      remove();
    },
  };
};
