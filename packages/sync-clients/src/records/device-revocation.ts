import { publicKey, singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

const revokedKey = z.strictObject({
  signingKey: publicKey().describe('The Ed25519 key that is revoked.'),
  lastSequence: z
    .int()
    .min(0)
    .describe('The last batch under the key that stands; 0 where none does. The lowest of several counts (I10).'),
});

/**
 * The end of a device. Revocations are a grow-only set: nothing in the object model takes one back,
 * and a device that returns is enrolled with new keys.
 */
export const deviceRevocation = z
  .strictObject({
    type: z.literal('DeviceRevocation'),
    deviceId: urnOf('device').describe('The device that is revoked.'),
    revokedKeys: z.array(revokedKey).min(1).max(16).describe('The keys of the device, one entry each.'),
    cause: z.enum(['lost', 'stolen', 'compromised', 'replaced', 'retired']),
    note: singleLine(512).optional(),
    revokedAt: timestamp(),
  })
  .describe('The revocation of a device and its keys.');
