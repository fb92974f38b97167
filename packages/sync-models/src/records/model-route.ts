import { singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { modelName } from './model-name.js';
import { modelTask } from './model-task.js';
import { residency } from './residency.js';
import { sensitivity } from './sensitivity.js';

const target = z.strictObject({
  providerId: urnOf('model-provider'),
  model: modelName().describe('The model, by its name at the provider.'),
});

/**
 * Which model answers a kind of request. The first target that is available is used, so a remote
 * target anywhere in the list is a way off the device; `ceiling` bounds them all, whatever providers say.
 */
export const modelRoute = z
  .strictObject({
    type: z.literal('ModelRoute'),
    name: singleLine(128),
    task: modelTask.describe('The kind of request.'),
    workspaceId: urnOf('workspace').describe('The workspace that it holds for; everywhere where absent.').optional(),
    targets: z.array(target).min(1).max(16).describe('What answers, in the order in which they are tried.'),
    ceiling: residency.describe('The farthest that a request may go; a target that goes farther is skipped.'),
    maxSensitivity: sensitivity.describe('The most sensitive input that may take it.'),
  })
  .describe('Which model answers a kind of request, and how far the request may go for it.');
