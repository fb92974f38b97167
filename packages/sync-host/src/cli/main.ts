#!/usr/bin/env node
import { exitCodes } from './exit-code.js';
import { runProgram } from './run-program.js';

// Who reads only the first lines closes the pipe: that is no failure, and does not change what came out.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = exitCodes.incomplete;
});

await runProgram(process.argv.slice(2));
