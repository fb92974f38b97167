import type { Command } from 'commander';
import type { CosignFlags } from '../commands/cosign.js';
import type { RootFlags } from '../commands/root.js';
import { wholeNumber } from '../commands/shared.js';
import { does } from './define.js';

const scope = ['--scope <id>', 'the scope, where there is more than one'] as const;
const yes = ['--yes', 'do not ask'] as const;

/** Commands about who holds the root of a scope, and what they sign together. */
export const addRootCommands = (program: Command): void => {
  const commands = () => import('../commands/root.js');
  const root = does<RootFlags>(
    program
      .command('root')
      .description('who holds the root of a scope: who admits, removes and delegates')
      .option(...scope),
    async (flags) => (await commands()).rootShow(flags),
  );
  does<RootFlags>(
    root.command('key').description('print this device’s own key for the root, made where there is none'),
    async (flags) => (await commands()).rootKey(flags),
  );
  does<RootFlags>(
    root
      .command('share <key...>')
      .description('have the keys of other devices hold the root too')
      .option('--threshold <count>', 'how many sign together; by default as many as before', wholeNumber(1, 64))
      .option(...yes),
    async (flags, ...keys) => (await commands()).rootShare(keys.flat(), flags),
  );
  const signing = () => import('../commands/cosign.js');
  const cosign = does<CosignFlags>(
    program
      .command('cosign')
      .description('what waits for signatures of those who hold the root')
      .option(...scope),
    async (flags) => (await signing()).cosignList(flags),
  );
  does<CosignFlags>(cosign.command('list').description('list what waits for signatures'), async (flags) =>
    (await signing()).cosignList(flags),
  );
  does<CosignFlags>(
    cosign
      .command('sign <id...>')
      .description('sign what waits, by the beginning of its id')
      .option(...yes),
    async (flags, ...ids) => (await signing()).cosignSign(ids.flat(), flags),
  );
};
