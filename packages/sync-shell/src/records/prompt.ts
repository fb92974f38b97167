import { singleLine } from '@sourceos/sync-spec';
import * as z from 'zod';
import { colour } from './colours.js';

const style = {
  foreground: colour.describe('The colour of the text.').optional(),
  background: colour.describe('The colour behind the text.').optional(),
  bold: z.boolean().optional(),
};

const segment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: singleLine(64).describe('Shown as it is.'), ...style }),
  z.strictObject({
    kind: z.literal('fact').describe('Something that the shell knows.'),
    fact: z.enum([
      'user',
      'host',
      'working_directory',
      'repository_branch',
      'exit_status',
      'jobs',
      'time',
      'privilege_mark',
    ]),
    ...style,
  }),
  z.strictObject({ kind: z.literal('newline') }),
]);

const segments = z.array(segment).max(32);

/**
 * What the prompt shows, as segments and not as a prompt string: shells expand commands in prompt
 * strings, and prompts take effect without review.
 */
export const prompt = z.strictObject({
  left: segments.describe('Before the cursor.'),
  right: segments.describe('At the right edge.').optional(),
  continuation: segments.describe('Before the further lines of one command.').optional(),
});
