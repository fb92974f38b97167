import * as z from 'zod';
import { forms, text } from './text.js';

/** A scoped, expiring, revocable capability grant, as the published AgentCapabilityLease.json accepts it. */
export const agentCapabilityLeaseSchema = z
  .strictObject({
    leaseId: text(forms.leaseUrn),
    agentId: text(forms.agentUrn),
    workspaceId: text(forms.workspaceUrn),
    grantedBy: text(forms.urn),
    capability: text(forms.dottedName),
    scope: z
      .looseObject({})
      .describe('Bounds of the lease: typically tools, repos, paths, memoryScopes, models, networkZones, duration.'),
    issuedAt: z.iso.datetime({ offset: true }),
    expiresAt: z.iso.datetime({ offset: true }),
    policyBundleHash: text(forms.sha256),
    requiresHumanApproval: z.boolean(),
    revocable: z.literal(true),
    revokedAt: z.iso.datetime({ offset: true }).optional(),
    revokedBy: text(forms.urn).optional(),
    auditId: text(forms.auditUrn),
    signature: z.string().min(1),
  })
  .meta({
    title: 'AgentCapabilityLease',
    description: 'Scoped, expiring, revocable, auditable capability grant for an agent operation.',
  });

export type AgentCapabilityLease = z.infer<typeof agentCapabilityLeaseSchema>;
