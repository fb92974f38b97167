import { timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/** How a command ended on the device that it was for. Written once, by that device. */
export const deviceCommandResult = z
  .strictObject({
    type: z.literal('DeviceCommandResult'),
    commandId: urnOf('device-command').describe('The command that ended.'),
    deviceId: urnOf('device').describe("The command's target; no other may write the object."),
    endedAt: timestamp(),
    outcome: z.enum(['applied', 'ignored', 'unsupported']),
    cause: z
      .enum(['expired', 'not_approved', 'policy_denied', 'already_run', 'failed'])
      .describe('Why it was ignored; absent otherwise.')
      .optional(),
  })
  .superRefine(({ outcome, cause }, context) => {
    if ((outcome === 'ignored') === (cause !== undefined)) return;
    context.addIssue({
      code: 'custom',
      path: ['cause'],
      message: 'present where the outcome is ignored, and only there',
    });
  })
  .describe('How a command ended: applied, ignored or unsupported.');
