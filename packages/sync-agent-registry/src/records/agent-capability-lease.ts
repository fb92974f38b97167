import { agentCapabilityLeaseSchema, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/**
 * A capability lease as the estate publishes it. The published shape is closed and has no `type`, so it
 * is wrapped. It bounds no lengths and leaves `scope` open; the bound on a whole write holds for it.
 */
export const agentCapabilityLease = z
  .strictObject({
    type: z.literal('AgentCapabilityLease'),
    lease: agentCapabilityLeaseSchema,
    parentLeaseId: urnOf('lease')
      .describe('The lease that this one is carved from, where an agent granted it; it allows no more than that one.')
      .optional(),
  })
  .describe('A capability that an agent may use until it expires or is revoked.');
