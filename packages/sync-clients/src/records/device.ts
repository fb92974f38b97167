import { publicKey, singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

const enrolment = z.strictObject({
  enrolledBy: urnOf('device', 'recovery-key', 'root').describe(
    'The enrolled device that vouches for this one; of the first device, the root of the profile.',
  ),
  enrolledAt: timestamp(),
  generation: z.int().min(1).max(65_535).describe('1 for the first enrolment, one more for each re-enrolment.'),
});

/**
 * A device of a profile. Its keys change only by re-enrolment. There is no field for its end: a
 * revocation is an object of its own, so that no version of this one can undo it.
 */
export const device = z
  .strictObject({
    type: z.literal('Device'),
    name: singleLine(128).describe('What the person calls the device.'),
    form: z.enum(['desktop', 'laptop', 'tablet', 'phone', 'server', 'virtual_machine', 'embedded']),
    signingKey: publicKey().describe("The Ed25519 key that verifies the device's signatures."),
    sealingKey: publicKey().describe('The X25519 key that scope keys are wrapped to for the device.'),
    enrolment: enrolment.describe('Who vouched for the keys, and when.'),
  })
  .describe('A device of the profile and the keys it is known by.');
