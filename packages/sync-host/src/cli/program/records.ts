import type { Command } from 'commander';
import { collect, does } from './define.js';
import type { EnableFlags } from '../commands/engines.js';
import { wholeNumber } from '../commands/shared.js';

const scope = ['--scope <id>', 'the scope, where there is more than one'] as const;

/** Commands about records and engines. */
export const addRecordCommands = (program: Command): void => {
  does(program.command('status').description('show what every engine is doing, and why'), async (flags) =>
    (await import('../commands/status.js')).statusCommand(flags),
  );
  does<EnableFlags>(
    program
      .command('enable <engine>')
      .description('switch an engine on, after a preview of what it would change')
      .option('--preview', 'show the preview, and change nothing')
      .option('--yes', 'do not ask')
      .option('--scope <id>', 'a scope that its records are kept in; may be repeated', collect)
      .option('--local-only', 'never send its records'),
    async (flags, engine = '') => (await import('../commands/engines.js')).enableCommand(engine, flags),
  );
  does(
    program.command('disable <engine>').description('switch an engine off; its records stay'),
    async (flags, engine = '') => (await import('../commands/engines.js')).disableCommand(engine, flags),
  );
  const records = () => import('../commands/records.js');
  does(
    program
      .command('set <collection> <objectId> <file>')
      .description('write a record from a JSON file, or - for standard input')
      .option('--patch', 'merge it into the record that is there')
      .option('--author <urn>', 'who writes, where it is not the device’s person')
      .option(...scope),
    async (flags, collection = '', id = '', file = '') => (await records()).setCommand(collection, id, file, flags),
  );
  does(
    program
      .command('get <collection> <objectId>')
      .description('print a record that is in force')
      .option(...scope),
    async (flags, collection = '', id = '') => (await records()).getCommand(collection, id, flags),
  );
  does(
    program
      .command('list [collection]')
      .description('list objects')
      .option(...scope),
    async (flags, collection) => (await records()).listCommand(collection, flags),
  );
  does(
    program
      .command('delete <collection> <objectId>')
      .description('delete a record')
      .option(...scope),
    async (flags, collection = '', id = '') => (await records()).deleteCommand(collection, id, flags),
  );
  does(
    program
      .command('sync')
      .description('send and fetch until nothing is left')
      .option('--watch', 'go on until SIGINT or SIGTERM'),
    async (flags) => (await import('../commands/sync.js')).syncCommand(flags),
  );
};

/** Commands about what was recorded. */
export const addAuditCommands = (program: Command): void => {
  const group = program.command('audit').description('the log of every decision of this device');
  const audit = () => import('../commands/audit.js');
  does(
    group
      .command('list')
      .description('print the newest events')
      .option('--limit <count>', 'how many', wholeNumber(1, 1_000)),
    async (flags) => (await audit()).auditList(flags),
  );
  does(
    group.command('head').description('print the head: keep it elsewhere, to verify the log against it'),
    async (flags) => (await audit()).auditHeadCommand(flags),
  );
  does(
    group
      .command('verify')
      .description('prove that the log is whole, and continues an earlier head')
      .option('--head <head>', 'a head from earlier'),
    async (flags) => (await audit()).auditVerify(flags),
  );
};
