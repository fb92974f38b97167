import { namedEntries, singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

const variableName = z
  .string()
  .max(128)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'the name of an environment variable' });

const variable = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    template: singleLine(8_192, 0).describe('The value; ${NAME} stands for another variable, nothing else expands.'),
  }),
  z.strictObject({
    kind: z.literal('secret'),
    reference: urnOf('secret').describe('The secret that holds the value. The value itself never travels.'),
  }),
  z.strictObject({
    kind: z.literal('device'),
  }),
]);

/**
 * Environment variables by name. A value is text, or a reference to a secret, or (`device`) each
 * device's own and not synchronised.
 */
export const environmentTemplates = namedEntries(variableName, variable, 512);
