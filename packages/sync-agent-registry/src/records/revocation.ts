import { singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/**
 * The mark of a record that is revoked. One authorised version that bears it revokes the object, and
 * no later or concurrent version brings it back; a person who wants it again makes a new object.
 */
export const revocation = z
  .strictObject({
    revokedAt: timestamp().describe('When it was revoked.'),
    revokedBy: urnOf().describe('Who revoked it.'),
    reason: singleLine(512).describe('Why, for whoever asks later.').optional(),
  })
  .describe('Present where the object is revoked.');
