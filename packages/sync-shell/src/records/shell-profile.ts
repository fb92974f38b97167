import { namedEntries, singleLine, uniqueItems, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { colours } from './colours.js';
import { environmentTemplates } from './environment.js';
import { keyBindings } from './key-bindings.js';
import { prompt } from './prompt.js';
import { shellCode } from './shell-code.js';
import { shellDialect } from './shell-dialect.js';

const commandName = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9_.:+@,-]+$/, { error: 'a command name of letters, digits and _ . : + @ , -' });

const pathEntry = z.strictObject({
  // A colon would make two entries of one, and the first could be any.
  directory: singleLine(4_096)
    .regex(/^(?:\/|~(?:\/|$))[^:]*$/, { error: 'an absolute directory, or one below the home directory as ~/…' })
    .describe('Absolute, or below the home directory as ~/…'),
  placement: z.enum(['before', 'after']).describe("Searched before or after the system's own directories."),
});

const script = shellCode(65_536).optional();

const startupScripts = z.strictObject({
  environment: script.describe('Run by every shell, scripts included (.zshenv, BASH_ENV).'),
  login: script.describe('Run by a login shell (.profile, .zprofile).'),
  interactive: script.describe('Run by an interactive shell (.bashrc, .zshrc, config.fish).'),
  logout: script.describe('Run when a login shell ends.'),
});

/** How a person's shell behaves: what it runs, and how it looks. */
export const shellProfile = z
  .strictObject({
    type: z.literal('ShellProfile'),
    name: singleLine(128).describe('What the person calls the profile.'),
    dialect: shellDialect.describe('The shell that the code of the profile is written for.'),
    aliases: namedEntries(commandName, shellCode(4_096), 1_024).describe('Commands by alias.').optional(),
    functions: namedEntries(commandName, shellCode(32_768), 256).describe('Bodies of functions by name.').optional(),
    pathEntries: z
      .array(pathEntry)
      .max(128)
      .describe('Directories added to PATH, in the order in which they are searched.')
      .optional(),
    environmentTemplates: environmentTemplates.optional(),
    environments: uniqueItems(urnOf('shell-environment'))
      .max(32)
      .describe('Environment profiles that the profile may use.')
      .optional(),
    startupScripts: startupScripts.describe('Code that shells run on their own, by when they run it.').optional(),
    commandTemplates: uniqueItems(urnOf('command-template'))
      .max(512)
      .describe('Command templates that the profile offers.')
      .optional(),
    prompt: prompt.optional(),
    colours: colours.optional(),
    keyBindings: keyBindings.optional(),
  })
  .describe("A person's shell: what it runs and how it looks.");
