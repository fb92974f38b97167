import { dottedName, sha256Hash, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { revocation } from './revocation.js';

/** The leave to have a secret used for one capability, until a moment. It grants use and carries no value. */
export const secretLease = z
  .strictObject({
    type: z.literal('SecretLease'),
    secretId: urnOf('secret').describe('The reference that is leased.'),
    version: z.int().min(1).describe('The version that is leased; a rotation ends the lease.'),
    holderId: urnOf().describe('The agent, device or person that may have it used.'),
    workspaceId: urnOf('workspace').describe('The workspace that it may be used in; any where absent.').optional(),
    capability: dottedName().describe('What it may be used for.'),
    grantedBy: urnOf().describe('Who granted the lease.'),
    issuedAt: timestamp().describe('When the lease begins.'),
    expiresAt: timestamp().describe('When it ends. Every lease does.'),
    maxUses: z.int().min(1).max(1_000_000).describe('How often it may be used; at will where absent.').optional(),
    requiresHumanApproval: z.boolean().describe('Whether a person is asked before each use.'),
    policyBundleHash: sha256Hash().describe('The policy bundle under which the lease was granted.'),
    revocation: revocation.optional(),
  })
  .superRefine(({ issuedAt, expiresAt }, context) => {
    if (Date.parse(issuedAt) < Date.parse(expiresAt)) return;
    context.addIssue({
      code: 'custom',
      path: ['expiresAt'],
      message: 'a moment after the one at which the lease begins',
    });
  })
  .describe('The leave to have a secret used until a moment.');
