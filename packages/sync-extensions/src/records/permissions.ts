import { namedEntries, singleLine, uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';

const permissionName = z
  .string()
  .max(64)
  .regex(/^[a-z][A-Za-z0-9_.:-]*$/, { error: 'the name of a permission of the host surface' });

const reach = z.discriminatedUnion('reach', [
  z.strictObject({ reach: z.literal('all').describe('Everywhere on the host surface.') }),
  z.strictObject({
    reach: z.literal('listed'),
    targets: uniqueItems(singleLine(512))
      .min(1)
      .max(512)
      .describe('The sites, folders, commands or collections that it holds for.'),
  }),
]);

/**
 * What an extension may do, by the name that its host surface gives the permission. Each says how far
 * it reaches, so that a gain can be listed: a name that is new, a target that is new, or `all` for `listed`.
 */
export const permissions = namedEntries(permissionName, reach, 128);
