import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalEngines } from '@sourceos/sync-spec';
import type { Contender } from '../contender.js';
import type { Estate } from './generate.js';
import { scannerCommand } from './scanner.js';

/** The start of Node with nothing to do, and the check of one compliant repository. */
export const coldStartContenders = (estate: Estate): readonly [Contender, Contender] => {
  const common = { command: process.execPath, cwd: estate.root, exitCode: 0 };
  return [
    { ...common, name: 'node -e 0', does: 'Starts Node and ends.', args: ['-e', '0'], inspect: () => ({ done: true }) },
    {
      ...common,
      name: 'sync-estate check',
      does: 'Checks one compliant repository by every rule and prints the result.',
      args: [scannerCommand, 'check', join(estate.root, canonicalEngines[0].owners[0])],
      inspect: ({ stdout }) =>
        readFileSync(stdout, 'utf8').includes('compliant')
          ? { done: true }
          : { done: false, why: 'it did not call the repository compliant' },
    },
  ];
};
