import { Command, InvalidArgumentError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { isRelayName } from '../protocol/relay-name.js';
import type { Output } from './output.js';
import { serve, type ServeFlags } from './serve.js';

const numberUpTo = (most: number, what: string) => (text: string) => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > most) throw new InvalidArgumentError(`Expected ${what}, 0 to ${most}.`);
  return Number(text);
};
const nameOf = (text: string): string => {
  if (!isRelayName(text)) throw new InvalidArgumentError('Expected a-z, 0-9, . and -.');
  return text;
};

const serversOf = (text: string): readonly string[] => {
  const servers = text.split(',');
  if (!servers.every((server) => /^[^\s,/]{1,255}:\d{1,5}$/.test(server))) {
    throw new InvalidArgumentError('Expected host:port, more than one with commas between.');
  }
  return servers;
};

/** The command line. */
export const createProgram = (output: Output): Command => {
  const program = new Command('sync-relay')
    .description('The untrusted relay of SourceOS sync: keeps sealed batches for the members of a scope.')
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.error })
    .addHelpText(
      'after',
      '\nExit codes: 0 stopped as asked, 2 usage or configuration, 3 the data or the port cannot be had.',
    );
  program
    .command('serve')
    .description('run a relay until SIGTERM or SIGINT')
    .requiredOption('--data <folder>', 'where its key and its database are; one process at a time')
    .requiredOption('--name <name>', 'what it is called: its id is urn:srcos:relay:<name>', nameOf)
    .option('--port <port>', 'where it listens; 0 for any', numberUpTo(65_535, 'a port'), 8_787)
    .option('--host <host>', 'the address that it listens on', '127.0.0.1')
    .option(
      '--nats <servers>',
      'keep the logs in NATS JetStream, which relays share: host:port,host:port,...',
      serversOf,
    )
    .option(
      '--trust-proxy <hops>',
      'how many proxies before it are believed about who sent a request (X-Forwarded-For)',
      numberUpTo(16, 'a number of proxies'),
      0,
    )
    .option('--json', 'print where it listens, and why it does not, as JSON')
    .action((flags: ServeFlags) => serve(flags, output.out));
  return program;
};
