import { singleLine, uniqueItems, webOrigin } from '@sourceos/sync-spec';
import * as z from 'zod';
import { profileId } from './profile-id.js';

/**
 * A container: tabs in it share cookies and storage with each other and with nothing else. Which
 * sites open in it decides which identity they see, so another device's assignment is reviewed.
 */
export const browserContainer = z
  .strictObject({
    type: z.literal('BrowserContainer'),
    profileId,
    name: singleLine(128),
    colour: z.enum(['blue', 'turquoise', 'green', 'yellow', 'orange', 'red', 'pink', 'purple', 'grey']),
    icon: z.enum(['fingerprint', 'briefcase', 'currency', 'cart', 'travel', 'food', 'gift', 'circle', 'fence']),
    assignedOrigins: uniqueItems(webOrigin()).max(1_024).describe('Origins that always open in it.').optional(),
  })
  .describe('A container that keeps the cookies and the storage of its tabs apart.');
