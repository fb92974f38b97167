import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { isRelayName } from '../protocol/relay-name.js';
import { createRelay } from '../relay.js';
import { openSqliteStore } from '../store/sqlite-store.js';
import { secretKeyIn } from './secret-key.js';

interface ServeFlags {
  readonly data: string;
  readonly name: string;
  readonly port: number;
  readonly host: string;
  readonly json?: true;
}

const portOf = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Expected a port, 0 to 65535.');
  return Number(text);
};
const nameOf = (text: string): string => {
  if (!isRelayName(text)) throw new InvalidArgumentError('Expected a-z, 0-9, . and -.');
  return text;
};

const serve = async ({ data, name, port, host, json }: ServeFlags): Promise<void> => {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const secretKey = secretKeyIn(data);
  const store = await openSqliteStore(join(data, 'relay.sqlite'));
  const relay = await createRelay({ name, port, host, secretKey, store, processMetrics: true });
  const { relayId, url } = relay;
  const publicKey = Buffer.from(relay.publicKey).toString('hex');
  const line = json
    ? JSON.stringify({ name, relayId, publicKey, url })
    : `${relayId} listens on ${url}, key ${publicKey}`;
  process.stdout.write(`${line}\n`);
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await relay.close();
};

/** The command line. */
export const createProgram = (): Command => {
  const program = new Command('sync-relay')
    .description('The untrusted relay of SourceOS sync: keeps sealed batches for the members of a scope.')
    .version(packageJson.version)
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 stopped as asked, 2 usage or configuration, 3 the data or the port cannot be had.',
    );
  program
    .command('serve')
    .description('run a relay until SIGTERM or SIGINT')
    .requiredOption('--data <folder>', 'where its key and its database are')
    .requiredOption('--name <name>', 'what it is called: its id is urn:srcos:relay:<name>', nameOf)
    .option('--port <port>', 'where it listens; 0 for any', portOf, 8_787)
    .option('--host <host>', 'the address that it listens on', '127.0.0.1')
    .option('--json', 'print where it listens as JSON')
    .action(serve);
  return program;
};
