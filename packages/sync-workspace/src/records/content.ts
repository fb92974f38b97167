import { sha256Hash } from '@sourceos/sync-spec';
import * as z from 'zod';

/** Bytes that are kept elsewhere, named by their hash. */
export const content = z.strictObject({
  hash: sha256Hash().describe('SHA-256 of the bytes.'),
  size: z.int().min(0).max(Number.MAX_SAFE_INTEGER).describe('Length in bytes.'),
  mediaType: z
    .string()
    .max(127)
    .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, { error: 'a media type such as text/plain' }),
});
