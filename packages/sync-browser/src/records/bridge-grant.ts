import { timestamp, uniqueItems, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { bridgeCapabilities } from '../bridge/capabilities.js';
import { profileId } from './profile-id.js';

// Exact origins, or all hosts below one domain of two labels at least: never every page there is.
const originPattern = z
  .string()
  .max(262)
  .regex(
    /^https:\/\/(?:\*\.(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*)(?::[0-9]{1,5})?$/,
    {
      error: 'an origin such as https://example.org or https://*.example.org',
    },
  );

const bridgeCapability = z.enum(bridgeCapabilities);

/**
 * What something outside the browser may do in it: an agent, an extension or a program on the device.
 * A grant that is new or wider than before is reviewed.
 */
export const bridgeGrant = z
  .strictObject({
    type: z.literal('BridgeGrant'),
    profileId,
    grantee: urnOf('agent', 'extension', 'program').describe('Who may.'),
    grantedOrigins: uniqueItems(originPattern).min(1).max(256).describe('The pages where it may.'),
    grantedCapabilities: uniqueItems(bridgeCapability).min(1).max(32).describe('What it may do there.'),
    confirmEachUse: z.boolean().describe('Whether the person is asked each time.'),
    suspended: z.boolean().describe('Whether it is stopped for now. Stopping is in force at once.').optional(),
    grantedAt: timestamp(),
    expiresAt: timestamp().describe('When it ends. No grant is for ever.'),
  })
  .refine(({ grantedAt, expiresAt }) => Date.parse(grantedAt) < Date.parse(expiresAt), {
    path: ['expiresAt'],
    error: 'after grantedAt',
  })
  .describe('What something outside the browser may do in it, where, and until when.');
