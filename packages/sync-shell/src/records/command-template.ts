import { namedEntries, singleLine, uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';
import { environmentTemplates } from './environment.js';
import { shellCode } from './shell-code.js';
import type { ShellDialect } from './shell-dialect.js';

const parameterName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_]*$/, { error: 'a parameter name of a-z, 0-9 and _' });

const described = { description: singleLine(256).optional() };

const parameter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    default: singleLine(4_096, 0).describe('The value where none is given; required where absent.').optional(),
    ...described,
  }),
  z.strictObject({ kind: z.literal('path'), ...described }),
  z.strictObject({
    kind: z.literal('choice'),
    choices: uniqueItems(singleLine(256)).min(1).max(64).describe('The values to choose from, the default first.'),
    ...described,
  }),
]);

const placeholder = /\{\{([^{}]*)\}\}/g;

const commandVariant = z
  .strictObject({
    command: shellCode(16_384).describe('{{name}} stands for a parameter, put in as one quoted word.'),
    parameters: namedEntries(parameterName, parameter, 64).optional(),
    workingDirectory: singleLine(4_096).describe('Where it runs; the current directory where absent.').optional(),
    confirm: z.boolean().describe('Whether the person is asked each time before it runs.'),
  })
  .superRefine(({ command, parameters = {} }, context) => {
    for (const [, name = ''] of command.matchAll(placeholder)) {
      if (!Object.hasOwn(parameters, name)) {
        context.addIssue({ code: 'custom', path: ['command'], message: `{{${name}}} is not a declared parameter` });
      }
    }
  });

const variant = commandVariant.optional();
const variants = {
  posix: variant,
  bash: variant,
  zsh: variant,
  fish: variant,
  nushell: variant,
  powershell: variant,
} satisfies Record<ShellDialect, typeof variant>;

/** A command with blanks to fill in, run only when a person asks for it. */
export const commandTemplate = z
  .strictObject({
    type: z.literal('CommandTemplate'),
    name: singleLine(128).describe('What the person calls the template.'),
    description: singleLine(1_024).optional(),
    commandTemplates: z
      .strictObject(variants)
      .refine((given) => Object.keys(given).length > 0, { error: 'a command for at least one shell' })
      .describe('What the template runs, by the shell that it is written for.'),
    environmentTemplates: environmentTemplates.describe('Variables that the command sees besides.').optional(),
  })
  .describe('A command with blanks to fill in.');
