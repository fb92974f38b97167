import { orderKey, singleLine, urnOf, webUrl } from '@sourceos/sync-spec';
import * as z from 'zod';
import { profileId } from './profile-id.js';

/**
 * How an extension appears in the browser. Whether it is enabled and what it may do is the extensions
 * engine's, so that there is one place to look, and one place to review.
 */
export const browserExtension = z
  .strictObject({
    type: z.literal('BrowserExtension'),
    profileId,
    extensionId: urnOf('extension').describe("The extension, as the extensions engine's records name it."),
    name: singleLine(256),
    homepage: webUrl(2_048).optional(),
    pinned: z.boolean().describe('Whether its button is always shown.').optional(),
    order: orderKey().describe('The place of its button.').optional(),
  })
  .describe('How an extension appears in the browser.');
