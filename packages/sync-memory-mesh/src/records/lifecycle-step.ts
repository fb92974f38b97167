import { timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { lifecycleState } from './lifecycle-state.js';

/** One step that a memory took along its life. */
export const lifecycleStep = z.strictObject({
  state: lifecycleState.schema.describe('Where it came to.'),
  by: urnOf('person', 'agent').describe('Who took it there. An agent takes a memory no further than `proposed`.'),
  at: timestamp().describe('When.'),
});
