import { dottedName, singleLine, uniqueItems } from '@sourceos/sync-spec';
import * as z from 'zod';
import { appliesTo } from './applies-to.js';

/**
 * The values of one dimension that are allowed, or that are denied. Values are compared as whole
 * strings: sets can be intersected and united whatever they mean, patterns cannot.
 */
export const policyList = z.strictObject({
  ...appliesTo,
  dimension: dottedName().describe('What the values are: `network.host`, `model.provider`.'),
  values: uniqueItems(singleLine(1_024)).max(4_096).describe('The values; as an allow-list, none allows none.'),
});
