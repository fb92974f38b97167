import { timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/** The mark of a record that is revoked. The reason is a word of a closed list and not a text. */
export const revocation = z
  .strictObject({
    revokedAt: timestamp().describe('When it was revoked.'),
    revokedBy: urnOf().describe('Who revoked it.'),
    reason: z.enum(['rotated', 'compromised', 'no_longer_needed', 'holder_removed', 'policy']),
  })
  .describe('Present where the object is revoked.');
