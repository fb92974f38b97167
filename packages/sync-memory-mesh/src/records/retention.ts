import { timestamp } from '@sourceos/sync-spec';
import * as z from 'zod';

/** How long the content is kept. After that every device drops it by its own clock, without another write. */
export const retention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('until_revoked') }).describe('Until somebody withdraws it.'),
  z
    .strictObject({ kind: z.literal('until'), expiresAt: timestamp().describe('The moment from which it is gone.') })
    .describe('Until a moment.'),
]);
