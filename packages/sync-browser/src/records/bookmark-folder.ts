import { singleLine, timestamp } from '@sourceos/sync-spec';
import * as z from 'zod';
import { bookmarkPlace } from './bookmark-place.js';

/** A folder of bookmarks. What it contains names it as `parent`. */
export const bookmarkFolder = z
  .strictObject({
    type: z.literal('BookmarkFolder'),
    ...bookmarkPlace,
    title: singleLine(1_024, 0),
    addedAt: timestamp(),
  })
  .describe('A folder of bookmarks.');
