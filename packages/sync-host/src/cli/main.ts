#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes } from './exit-code.js';
import { createProgram } from './program.js';
import { say } from './terminal/say.js';

// Who reads only the first lines closes the pipe: that is no failure, and does not change what came out.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = exitCodes.incomplete;
});

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
      return;
    }
    // A fault of this program, not of its user: say so, and where, without hiding the cause.
    say(`sync-host: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = exitCodes.incomplete;
  });
