import * as z from 'zod';
import { dateTime } from './date-time.js';
import { openObject } from './open-object.js';
import { forms, text } from './text.js';

/** A scoped, expiring, revocable capability grant, as the published AgentCapabilityLease.json accepts it. */
export const agentCapabilityLeaseSchema = z
  .strictObject({
    leaseId: text(forms.leaseUrn).describe('The lease.'),
    agentId: text(forms.agentUrn).describe('The agent that may act.'),
    workspaceId: text(forms.workspaceUrn).describe('The workspace that it may act in.'),
    grantedBy: text(forms.urn).describe('Who grants the lease.'),
    capability: text(forms.dottedName).describe('What the agent may do.'),
    scope: openObject().describe(
      'Bounds of the lease: typically tools, repos, paths, memoryScopes, models, networkZones, duration.',
    ),
    issuedAt: dateTime.describe('When the lease begins.'),
    expiresAt: dateTime.describe('When the lease ends unless it is revoked before.'),
    policyBundleHash: text(forms.sha256).describe('The policy bundle under which the lease was granted.'),
    requiresHumanApproval: z.boolean().describe('Whether a person approves each use.'),
    revocable: z.literal(true).describe('Always true: a lease that nobody can revoke is no lease.'),
    revokedAt: dateTime.describe('When the lease was revoked.').optional(),
    revokedBy: text(forms.urn).describe('Who revoked the lease.').optional(),
    auditId: text(forms.auditUrn).describe('The audit event that records the grant.'),
    signature: z.string().min(1).describe("The grantor's signature."),
  })
  .meta({
    title: 'AgentCapabilityLease',
    description: 'Scoped, expiring, revocable, auditable capability grant for an agent operation.',
  });

export type AgentCapabilityLease = z.infer<typeof agentCapabilityLeaseSchema>;
