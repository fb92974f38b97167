import { singleLine, timestamp, uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';
import { bookmarkPlace } from './bookmark-place.js';
import { pageUrl } from './page-url.js';

/** A bookmark. A keyword decides where typed words lead, so another device's keyword is reviewed. */
export const bookmark = z
  .strictObject({
    type: z.literal('Bookmark'),
    ...bookmarkPlace,
    title: singleLine(1_024, 0),
    url: pageUrl(),
    tags: uniqueItems(singleLine(100)).max(64).optional(),
    keyword: z
      .string()
      .max(64)
      .regex(/^[\p{L}\p{N}_-]+$/u, { error: 'a keyword of letters, digits, _ and -' })
      .describe('What the person types in the address bar to open it.')
      .optional(),
    addedAt: timestamp(),
  })
  .describe('A bookmark.');
