import { singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { content } from './content.js';
import { labels } from './labels.js';
import { layout } from './layout.js';

/** A file that work produced: a build, an export, a picture. The bytes travel apart, by their hash. */
export const workspaceArtifact = z
  .strictObject({
    type: z.literal('WorkspaceArtifact'),
    name: singleLine(512),
    content,
    producedBy: urnOf('task', 'agent-binding', 'person').describe('What or who made it.').optional(),
    producedAt: timestamp().optional(),
    labels: labels.optional(),
    layout: layout.optional(),
  })
  .describe('A file that work produced.');
