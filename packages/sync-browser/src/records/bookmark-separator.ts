import * as z from 'zod';
import { bookmarkPlace } from './bookmark-place.js';

/** A line between bookmarks. */
export const bookmarkSeparator = z
  .strictObject({ type: z.literal('BookmarkSeparator'), ...bookmarkPlace })
  .describe('A line between bookmarks.');
