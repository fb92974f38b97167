#!/usr/bin/env node
import { CommanderError } from 'commander';
import { createProgram } from './program.js';
import { StartError, startFaults } from './start-error.js';

/** Says why on standard error, as JSON where that was asked for. */
const complain = (code: string, message: string): void => {
  const json = process.argv.includes('--json');
  process.stderr.write(json ? `${JSON.stringify({ error: { code, message } })}\n` : `sync-relay: ${message}\n`);
};

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    // Commander has said itself what is wrong with the command.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof StartError) {
      complain(error.code, error.message);
      process.exitCode = startFaults[error.code];
    } else {
      complain('internal', error instanceof Error ? error.message : String(error));
      process.exitCode = 3;
    }
  });
