import { printable } from '../reporters/printable.js';
import { exitCodes, type ExitCode } from './exit-code.js';

/** Tells a person something on standard error: results alone go to standard output. */
export const say = (message: string): void => {
  // Lines and tabs are ours, or a patch's; whatever else a name may hold is made visible.
  process.stderr.write(`${message.replace(/[^\n\t]+/g, printable)}\n`);
};

/** Ends a command because of how it was called or configured. */
export const refuse = (message: string): ExitCode => {
  say(`sync-estate: ${message}`);
  return exitCodes.usage;
};
