import { orderKey, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { profileId } from './profile-id.js';

/**
 * Where a bookmark, a folder or a separator stands. The tree has one statement of each place, on the
 * child: there is no list of children that could disagree with it.
 */
export const bookmarkPlace = {
  profileId,
  parent: z
    .union([z.enum(['toolbar', 'menu', 'mobile', 'other']), urnOf('bookmark-folder')])
    .describe('The folder, or the root of the profile, that it stands in.'),
  order: orderKey().describe('The place among the children of the parent.'),
};
