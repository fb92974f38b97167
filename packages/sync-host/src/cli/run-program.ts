import { CommanderError } from 'commander';
import { exitCodes } from './exit-code.js';
import { createProgram } from './program.js';
import { say } from './terminal/say.js';

/** Runs the command line that was given, without the program's own name, and leaves the exit code with the process. */
export const runProgram = async (args: readonly string[]): Promise<void> => {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
      return;
    }
    // A fault of this program, not of its user: say so, and where, without hiding the cause.
    say(`sync-host: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = exitCodes.incomplete;
  }
};
