import { dottedName } from '@sourceos/sync-spec';
import * as z from 'zod';
import { appliesTo } from './applies-to.js';

/**
 * The most of something. The name of the quantity contains its unit: two limits are compared as
 * plain numbers, and one in seconds and one in minutes would have no smaller.
 */
export const policyLimit = z.strictObject({
  ...appliesTo,
  quantity: dottedName().describe('What is limited, with its unit: `lease.duration_seconds`.'),
  maximum: z.int().min(0).describe('The most that is allowed; 0 allows none.'),
});
