import { CommanderError } from 'commander';
import type { Output } from './output.js';
import { createProgram } from './program.js';
import { StartError, startFaults } from './start-error.js';

/** Runs a command to its end, and gives its exit code. */
export const runCommand = async (args: readonly string[], output: Output): Promise<0 | 2 | 3> => {
  /** Says why on standard error, as JSON where that was asked for. */
  const complain = (code: string, message: string) => {
    const json = args.includes('--json');
    output.error(json ? `${JSON.stringify({ error: { code, message } })}\n` : `sync-relay: ${message}\n`);
  };
  try {
    await createProgram(output).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said itself what is wrong with the command.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof StartError) {
      complain(error.code, error.message);
      return startFaults[error.code];
    }
    complain('internal', error instanceof Error ? error.message : String(error));
    return 3;
  }
};
