import type { Command } from 'commander';
import type { Flags } from '../flags.js';
import type { CommandResult } from '../outcome.js';
import { finish } from '../terminal/finish.js';

/** A command's work: its arguments, and then all options, the program's among them. */
type Run<Given extends Flags> = (flags: Given, ...args: readonly string[]) => Promise<CommandResult>;

/** Has a command do its work, print what came of it, and end with its exit code. */
export const does = <Given extends Flags>(command: Command, run: Run<Given>): Command =>
  command.action(async () => {
    const flags = command.optsWithGlobals<Given>();
    // What was left out is undefined, and says nothing; the last two that commander passes are its own.
    const args = command.processedArgs as readonly string[];
    finish(await run(flags, ...args), flags.json === true);
  });

/** An option that may be given more than once. */
export const collect = (value: string, previous: readonly string[] | undefined): readonly string[] => [
  ...(previous ?? []),
  value,
];
