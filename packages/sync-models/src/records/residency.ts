import { uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';

const region = z.string().regex(/^[A-Z]{2}$/, { error: 'a country by the two letters of ISO 3166-1' });

/** How far from the device data may go: each reach includes the ones before it. */
export const residency = z.discriminatedUnion('reach', [
  z.strictObject({ reach: z.literal('device').describe('It stays on the device.') }),
  z.strictObject({ reach: z.literal('own_devices').describe('It stays on devices of the profile.') }),
  z.strictObject({ reach: z.literal('org').describe('It stays on machines of the org.') }),
  z.strictObject({
    reach: z.literal('regions').describe('It may leave for machines of others in the named countries.'),
    regions: uniqueItems(region).min(1).max(64),
  }),
  z.strictObject({ reach: z.literal('anywhere') }),
]);
