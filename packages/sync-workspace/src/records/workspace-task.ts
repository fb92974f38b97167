import { multiLine, singleLine } from '@sourceos/sync-spec';
import * as z from 'zod';
import { governance } from './governance.js';
import { labels } from './labels.js';
import { layout } from './layout.js';
import { taskStatus } from './task-status.js';

/** Something to be done. Who does it is an `assigned_to` edge, what must come before it a `depends_on` edge. */
export const workspaceTask = z
  .strictObject({
    type: z.literal('WorkspaceTask'),
    title: singleLine(512),
    body: multiLine(65_536).describe('Markdown.').optional(),
    status: taskStatus,
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
    due: z.iso.date().describe('The last day, as a date without a time zone.').optional(),
    labels: labels.optional(),
    ...governance,
    layout: layout.optional(),
  })
  .describe('Something to be done.');
