import { singleLine } from '@sourceos/sync-spec';
import * as z from 'zod';
import { appliesTo } from './applies-to.js';
import { policyEffect } from './policy-effect.js';

/** What happens when somebody uses a capability. */
export const policyRule = z.strictObject({
  ...appliesTo,
  effect: policyEffect.schema,
  reason: singleLine(512).describe('Why, as it is told to whoever is refused or asked.'),
});
