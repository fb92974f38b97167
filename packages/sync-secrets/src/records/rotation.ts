import { timestamp } from '@sourceos/sync-spec';
import * as z from 'zod';

/** Where a secret is between two values. When the next rotation is due follows from it and is not kept. */
export const rotation = z.strictObject({
  state: z
    .enum(['current', 'rotating', 'retired', 'compromised'])
    .describe('In use; about to be replaced, with the version before still valid; no longer in use; known to others.'),
  rotatedAt: timestamp().describe('When this version came into use.'),
  intervalDays: z.int().min(1).max(3_650).describe('How often it is to be rotated; at will where absent.').optional(),
  previousVersion: z.int().min(1).describe('The version that it replaced; absent for the first.').optional(),
});
