import { singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { environmentTemplates } from './environment.js';

/** A named set of environment variables that profiles may use, for example one for each client or cloud account. */
export const shellEnvironmentProfile = z
  .strictObject({
    type: z.literal('ShellEnvironmentProfile'),
    name: singleLine(128).describe('What the person calls the environment.'),
    description: singleLine(1_024).optional(),
    workspaceId: urnOf('workspace').describe('The workspace that it is meant for; any where absent.').optional(),
    environmentTemplates,
  })
  .describe('A named set of environment variables.');
