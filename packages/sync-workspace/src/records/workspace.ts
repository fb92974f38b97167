import { multiLine, singleLine } from '@sourceos/sync-spec';
import * as z from 'zod';
import { governance } from './governance.js';
import { labels } from './labels.js';
import { layout } from './layout.js';

/** A workspace: the root of the tree that `contains` edges make, or a part of another workspace. */
export const workspace = z
  .strictObject({
    type: z.literal('Workspace'),
    name: singleLine(256),
    description: multiLine(16_384).optional(),
    archived: z.boolean().describe('Whether it is kept for reading only.').optional(),
    labels: labels.optional(),
    ...governance,
    layout: layout.optional(),
  })
  .describe('A workspace.');
