import { multiLine, singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { layout } from './layout.js';

/**
 * An agent at work in the workspace. It grants nothing: what the agent may do, and until when, is in
 * the lease, which the agent registry owns. It acts only on nodes whose `agentBindings` name it.
 */
export const workspaceAgentBinding = z
  .strictObject({
    type: z.literal('WorkspaceAgentBinding'),
    name: singleLine(256),
    agentId: urnOf('agent').describe('The agent.'),
    leaseId: urnOf('lease').describe('The capability lease that it works under.'),
    instructions: multiLine(32_768).describe('What the agent is told before all else.').optional(),
    paused: z.boolean().describe('Whether it is stopped for now.'),
    layout: layout.optional(),
  })
  .describe('An agent at work in the workspace.');
