import { Argument, Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { shells, type Shell } from './commands/shells.js';
import { addDeviceCommands } from './program/devices.js';
import { addCareCommands, addOperationCommands, addQueueCommands } from './program/queues.js';
import { addAuditCommands, addRecordCommands } from './program/records.js';
import { addRootCommands } from './program/root.js';
import { say } from './terminal/say.js';

/** The whole command line. Every action is loaded when it runs. */
export const createProgram = (): Command => {
  const program = new Command('sync-host')
    .description('A device that syncs: its records, keys, reviews and relay.')
    .version(packageJson.version)
    .option('--folder <folder>', 'where the device is kept (default: SOURCEOS_HOME, or the platform’s data folder)')
    .option('--key-file <file>', 'a file with the device key, in place of a passphrase (or SOURCEOS_KEY_FILE)')
    .option('--json', 'print JSON')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    // What commander quotes may come from a shell that expanded hostile names.
    .configureOutput({ writeErr: (text) => say(text.trimEnd()) })
    .showHelpAfterError('(sync-host --help lists commands and options)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 something waits for a person, was refused or found wrong, 2 usage or configuration,\n' +
        '3 not finished now: no relay, no room, another process.\n',
    );
  addDeviceCommands(program);
  addRootCommands(program);
  addRecordCommands(program);
  addQueueCommands(program);
  addOperationCommands(program);
  addAuditCommands(program);
  addCareCommands(program);
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(shells))
    .description('print a completion script for a shell')
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./commands/completion.js');
      process.stdout.write(completionScript(shell, program));
    });
  return program;
};
