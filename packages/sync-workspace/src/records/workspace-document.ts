import { multiLine, singleLine } from '@sourceos/sync-spec';
import * as z from 'zod';
import { labels } from './labels.js';
import { layout } from './layout.js';

/** A text that people write together. Concurrent edits of the body keep both and raise a conflict. */
export const workspaceDocument = z
  .strictObject({
    type: z.literal('WorkspaceDocument'),
    title: singleLine(512),
    body: multiLine(262_144).describe('Markdown; absent while nothing is written.').optional(),
    labels: labels.optional(),
    layout: layout.optional(),
  })
  .describe('A text that people write together.');
