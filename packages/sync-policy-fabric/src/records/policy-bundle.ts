import { multiLine, namedEntries, singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { policyLayer } from './policy-layer.js';
import { policyLimit } from './policy-limit.js';
import { policyList } from './policy-list.js';
import { policyRule } from './policy-rule.js';

const entryName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'a name of a-z, 0-9 and -' });

/**
 * One edition of a policy. Its hash, which leases and downgrades name, is SHA-256 over the RFC 8785
 * bytes of this record; `issuedAt` makes a policy that is issued again another bundle than the one retired.
 *
 * A bundle has no expiry: every edition stays in effect beside its successors until a downgrade
 * retires it. One that lapsed by itself would loosen the policy without anybody's signature.
 */
export const policyBundle = z
  .strictObject({
    type: z.literal('PolicyBundle'),
    name: singleLine(128).describe('What people call the policy.'),
    description: multiLine(4_096).optional(),
    layer: policyLayer.schema.describe('The layer that the policy belongs to; its issuer has authority there.'),
    edition: z.int().min(1).describe('Counts the editions of the policy. A higher one is newer, not stronger.'),
    rules: namedEntries(entryName, policyRule, 1_024).describe('What happens when a capability is used, by name.'),
    limits: namedEntries(entryName, policyLimit, 256).describe('The most of something, by name.').optional(),
    allowLists: namedEntries(entryName, policyList, 256)
      .describe('The only values allowed, by name. Where no list speaks about a dimension, all are.')
      .optional(),
    denyLists: namedEntries(entryName, policyList, 256).describe('Values that are denied, by name.').optional(),
    issuedBy: urnOf().describe('Who issued the edition.'),
    issuedAt: timestamp().describe('When it was issued.'),
  })
  .describe('One edition of a policy.');
