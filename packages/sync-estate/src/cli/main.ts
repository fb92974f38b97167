#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes } from './exit-code.js';
import { createProgram } from './program.js';
import { refuse, say } from './say.js';

// Who reads only the first lines closes the pipe: that is no failure of the scan, and does not change what it found.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  const code = refuse(`standard output cannot be written (${error.code ?? 'EIO'})`);
  process.once('exit', () => {
    process.exitCode = code;
  });
});

const program = createProgram(async (code) => {
  process.exitCode = await code;
});

const end = (error: unknown): void => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  } else {
    // A fault of this program, not of its user: say so, and where, without hiding the cause.
    say(`sync-estate: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = exitCodes.usage;
  }
};

program.parseAsync().catch(end);
