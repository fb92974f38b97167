import { sha256Hash, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { revocation } from './revocation.js';
import { toolGrants } from './tool-grants.js';

/** The tools that an agent is granted. A grant is the outer bound; a lease opens a part of it for a time. */
export const agentToolGrant = z
  .strictObject({
    type: z.literal('AgentToolGrant'),
    agentId: urnOf('agent').describe('The agent that may use the tools.'),
    workspaceId: urnOf('workspace')
      .describe('Where it may use them; in a record of org scope, every workspace of the org where absent.')
      .optional(),
    toolGrants: toolGrants.describe('What the agent may use, by tool.'),
    policyBundleHash: sha256Hash().describe('The policy bundle under which the grant was made.'),
    grantedBy: urnOf().describe('Who granted it.'),
    grantedAt: timestamp().describe('When it was granted.'),
    expiresAt: timestamp().describe('When it ends; where absent, by revocation only.').optional(),
    revocation: revocation.optional(),
  })
  .describe('The tools that an agent may use.');
