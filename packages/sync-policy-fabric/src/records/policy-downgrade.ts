import { multiLine, sha256Hash, timestamp, uniqueItems, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { policyLayer } from './policy-layer.js';

/**
 * The only thing that loosens a policy: a signed decision that bundles no longer count. It retires
 * the bundles that it names and no other, so what its signer had not seen survives it.
 */
export const policyDowngrade = z
  .strictObject({
    type: z.literal('PolicyDowngrade'),
    layer: policyLayer.schema.describe('How far up it reaches: no bundle that it retires is of an earlier layer.'),
    retires: uniqueItems(sha256Hash()).min(1).max(256).describe('The bundles that no longer count, by hash.'),
    reason: multiLine(2_048).describe('Why, for whoever reviews or audits it.'),
    decidedBy: urnOf().describe('Who decided.'),
    decidedAt: timestamp().describe('When it was decided.'),
  })
  .describe('A decision that named bundles no longer count.');
