import { Argument, InvalidArgumentError, type Command } from 'commander';
import type { DiscardFlags } from '../commands/quarantine.js';
import type { RollbackFlags } from '../commands/rollback.js';
import { relayUrl } from '../commands/shared.js';
import { collect, does } from './define.js';

const scope = ['--scope <id>', 'the scope, where there is more than one'] as const;

const time = (text: string): number => {
  const value = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(value)) {
    throw new InvalidArgumentError('Expected a time such as 2026-01-31 or 2026-01-31T09:30:00Z.');
  }
  return value;
};

/** Commands about what waits for a person, and what is kept apart. */
export const addQueueCommands = (program: Command): void => {
  const review = () => import('../commands/review.js');
  const reviews = does(
    program
      .command('review')
      .description('decide what waits for a person: card after card at a terminal')
      .option(...scope),
    async (flags) => (await review()).reviewCommand(flags),
  );
  does(reviews.command('list').description('list what waits'), async (flags) => (await review()).reviewList(flags));
  does(
    reviews.command('show <write>').description('print the card of a change, by the beginning of its id'),
    async (flags, write = '') => (await review()).reviewShow(write, flags),
  );
  does(
    reviews.command('approve <write>').description('have the change in force, on every device'),
    async (flags, write = '') => (await review()).reviewApprove(write, flags),
  );
  does(
    reviews.command('reject <write>').description('have the change out for good, on every device'),
    async (flags, write = '') => (await review()).reviewReject(write, flags),
  );
  does(
    reviews
      .command('edit <write> <file>')
      .description('put a record from a JSON file, or -, in the place of the change'),
    async (flags, write = '', file = '') => (await review()).reviewEdit(write, file, flags),
  );

  const quarantine = () => import('../commands/quarantine.js');
  const apart = does(
    program
      .command('quarantine')
      .description('what is kept apart, and why')
      .option(...scope),
    async (flags) => (await quarantine()).quarantineList(flags),
  );
  does(apart.command('list').description('list what is kept apart'), async (flags) =>
    (await quarantine()).quarantineList(flags),
  );
  does(
    apart.command('show <write>').description('print the whole way of a write through the gate'),
    async (flags, write = '') => (await quarantine()).quarantineShow(write, flags),
  );
  does(
    apart.command('replay [write...]').description('judge again, after an upgrade or a new trust; all by default'),
    async (flags, ...writes) => (await quarantine()).quarantineReplay(writes.flat(), flags),
  );
  does<DiscardFlags>(
    apart
      .command('discard <write...>')
      .description('throw writes away: their bytes go, hash and reasons stay')
      .option('--yes', 'do not ask'),
    async (flags, ...writes) => (await quarantine()).quarantineDiscard(writes.flat(), flags),
  );
};

/** Commands about undoing and taking along. */
export const addOperationCommands = (program: Command): void => {
  does<RollbackFlags>(
    program
      .command('rollback <engine>')
      .description('plan an undo by this device’s journal; nothing is written without --apply')
      .option('--object <id>', 'one object, to --write or to its value at --since')
      .option('--write <id>', 'the write whose value comes back')
      .option('--author <urn>', 'everything that a person or agent did since --since')
      .option('--device <urn>', 'everything that came from a device since --since')
      .option('--since <time>', 'a time, as this device received it', time)
      .option('--overrule <object>', 'undo it although somebody changed it later; may be repeated', collect)
      .option('--apply', 'carry the plan out, by new writes')
      .option(...scope),
    async (flags, engine = '') => (await import('../commands/rollback.js')).rollbackCommand(engine, flags),
  );
  const exports = () => import('../commands/export.js');
  const group = program.command('export').description('take records along, with the proofs of their authors');
  does(
    group
      .command('create <engine>', { isDefault: true })
      .description('write the records of an engine to a file')
      .option('-o, --output <file>', 'where to')
      .option(...scope),
    async (flags, engine = '') => (await exports()).exportCommand(engine, flags),
  );
  does(
    group
      .command('verify <file>')
      .description('prove that an export is whole, unchanged and signed by a member')
      .option(...scope),
    async (flags, file = '') => (await exports()).exportVerify(file, flags),
  );
};

/** Commands about the way to the relay, and about everything at once. */
export const addCareCommands = (program: Command): void => {
  const relay = () => import('../commands/relay.js');
  const group = program.command('relay').description('the relay of a scope');
  does(
    group
      .command('set')
      .addArgument(new Argument('[url]', 'its address').argParser(relayUrl))
      .description('choose another relay with the same log')
      .option('--none', 'no relay: the data stays on this device')
      .option(...scope),
    async (flags, url) => (await relay()).relaySet(url, flags),
  );
  does(
    group
      .command('trust')
      .description('trust a relay again that contradicted itself, once that is explained')
      .option('--yes', 'do not ask')
      .option(...scope),
    async (flags) => (await relay()).relayTrust(flags),
  );
  does(
    program
      .command('doctor')
      .description('find what is wrong, repair what can be repaired, and say the rest')
      .option('--dry-run', 'repair nothing'),
    async (flags) => (await import('../commands/doctor.js')).doctorCommand(flags),
  );
};
