import { multiLine, publicKey, signature, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { trustTier } from './trust-tier.js';

const approval = z.strictObject({
  publicKey: publicKey().describe('The Ed25519 key that approves.'),
  signature: signature().describe('Its signature over this record as RFC 8785 JSON without `approvals`.'),
});

/** One decision about how far an agent is trusted. The decision with the highest number counts. */
export const agentTrustTier = z
  .strictObject({
    type: z.literal('AgentTrustTier'),
    agentId: urnOf('agent').describe('The agent that the decision is about.'),
    // Approvals sign the scope: those given in one workspace cannot be used in another.
    scopeId: urnOf('workspace', 'org').describe('Where the decision holds.'),
    trustTier: trustTier.schema.describe('How far the agent is trusted.'),
    // Approvals sign this number too: those of an earlier raise cannot be used again after the tier was lowered.
    decision: z.int().min(1).describe('Counts the decisions about this agent.'),
    reason: multiLine(2_048).describe('Why, for whoever reviews or audits it.'),
    decidedBy: urnOf().describe('Who decided.'),
    decidedAt: timestamp().describe('When it was decided.'),
    approvals: z
      .array(approval)
      .max(32)
      .describe("Signatures of the scope's roots. A raise needs their threshold; lowering needs none.")
      .superRefine((approvals, context) => {
        // One key that signs twice must not count for two.
        const seen = new Set<string>();
        approvals.forEach(({ publicKey }, index) => {
          if (seen.has(publicKey)) {
            context.addIssue({
              code: 'custom',
              path: [index, 'publicKey'],
              message: 'a key that has not approved yet',
            });
          }
          seen.add(publicKey);
        });
      }),
  })
  .describe('A decision about how far an agent is trusted.');
