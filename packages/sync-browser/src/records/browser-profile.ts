import { singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/**
 * A profile of the browser: whose browsing it is. Every other record names its profile, and none
 * crosses from one kind to another. A private window has no profile, and so no representation.
 */
export const browserProfile = z
  .strictObject({
    type: z.literal('BrowserProfile'),
    name: singleLine(128),
    owner: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('personal') }),
        z.strictObject({ kind: z.literal('workspace'), workspaceId: urnOf('workspace') }),
        z.strictObject({ kind: z.literal('enterprise'), orgId: urnOf('org') }),
      ])
      .describe('Whose browsing it is. Fixed when the profile is made.'),
  })
  .describe('A profile of the browser.');
