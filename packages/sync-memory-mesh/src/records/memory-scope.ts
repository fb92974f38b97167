import { urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/**
 * Where a memory may be used, narrowest first. A memory keeps its scope: a wider one is a new object,
 * which names this one in its provenance (I2).
 */
export const memoryScope = z.discriminatedUnion('level', [
  z
    .strictObject({
      level: z.literal('agent'),
      agentId: urnOf('agent').describe('The one agent that may use it.'),
      profileId: urnOf('profile').describe('The profile for which the agent may use it.'),
    })
    .describe('One agent, for one profile.'),
  z.strictObject({ level: z.literal('profile'), profileId: urnOf('profile') }).describe('Every agent of one profile.'),
  z
    .strictObject({ level: z.literal('workspace'), workspaceId: urnOf('workspace') })
    .describe('Every member and agent of one workspace.'),
]);
