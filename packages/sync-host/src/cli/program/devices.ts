import { Option, type Command } from 'commander';
import type { AdmitFlags } from '../commands/admit.js';
import type { InitFlags } from '../commands/init.js';
import type { JoinFlags } from '../commands/join.js';
import { scopeKinds } from '../commands/scope-kinds.js';
import { relayUrl, wholeNumber } from '../commands/shared.js';
import { does } from './define.js';

const person = ['--person <urn>', 'the person whose device it is, as urn:srcos:person:…'] as const;
const scope = ['--scope <id>', 'the scope, where there is more than one'] as const;
const yes = ['--yes', 'do not ask'] as const;
const minutes = new Option('--wait <seconds>', 'how long to wait for the other device')
  .argParser(wholeNumber(1, 86_400))
  .default(600);

/** Commands about devices: the first, further ones, lost ones. */
export const addDeviceCommands = (program: Command): void => {
  does<InitFlags>(
    program
      .command('init')
      .description('make this device’s keys and its first profile, and show the recovery key once')
      .addOption(new Option('--kind <kind>', 'what to begin').choices(scopeKinds).default('profile'))
      .option('--relay <url>', 'the relay that it syncs through', relayUrl)
      .option(...person),
    async (flags) => (await import('../commands/init.js')).initCommand(flags),
  );
  does<JoinFlags>(
    program
      .command('join')
      .description('have this device join a scope: run admit with the ticket on a device that is in it')
      .option('--relay <url>', 'the relay whose mailbox the two devices meet in', relayUrl)
      .option('--paste', 'carry the messages by hand, in place of a mailbox')
      .option('--yes', 'do not compare the code here: the other device’s question alone decides')
      .addOption(minutes),
    async (flags) => (await import('../commands/join.js')).joinCommand(flags),
  );
  does<AdmitFlags>(
    program
      .command('admit [ticket]')
      .description('admit the device that waits with a ticket, after its code was compared')
      .option(...scope)
      .option(...person)
      .option('--paste', 'carry the messages by hand, in place of a mailbox')
      .option('--yes', 'do not compare the code: whoever holds the ticket is admitted')
      .addOption(minutes),
    async (flags, ticket) => (await import('../commands/admit.js')).admitCommand(ticket, flags),
  );
  does(
    program
      .command('members')
      .description('list the devices of a scope')
      .option(...scope),
    async (flags) => (await import('../commands/members.js')).membersCommand(flags),
  );
  does(
    program
      .command('remove <device>')
      .description('take a device out: it reads nothing that is written from then on')
      .option(...scope)
      .option(...yes),
    async (flags, device = '') => (await import('../commands/members.js')).removeCommand(device, flags),
  );
  does(
    program
      .command('recover')
      .description('mend a scope whose root keys are lost, by the recovery key (asked for, or SOURCEOS_RECOVERY_KEY)')
      .option(...scope),
    async (flags) => (await import('../commands/recover.js')).recoverCommand(flags),
  );
};
