import { multiLine } from '@sourceos/sync-spec';
import * as z from 'zod';
import { labels } from './labels.js';
import { layout } from './layout.js';

/** A short text beside other nodes. */
export const workspaceNote = z
  .strictObject({
    type: z.literal('WorkspaceNote'),
    text: multiLine(16_384).describe('Markdown.'),
    labels: labels.optional(),
    layout: layout.optional(),
  })
  .describe('A short text beside other nodes.');
