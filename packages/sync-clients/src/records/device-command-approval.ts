import { sha256Hash, signature, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';

/**
 * The second signature that a wipe needs. It binds the command's content by its hash, so an approval
 * of one command approves no other; and it is signed on its own, because a recovery key is no device
 * and writes no batches.
 */
export const deviceCommandApproval = z
  .strictObject({
    type: z.literal('DeviceCommandApproval'),
    commandId: urnOf('device-command').describe('The command that is approved.'),
    commandHash: sha256Hash().describe("SHA-256 of the command's record as RFC 8785 JSON."),
    approver: urnOf('device', 'recovery-key').describe('Who approves: not the device that issued the command.'),
    approvedAt: timestamp(),
    signature: signature().describe(
      "Ed25519 by the approver's key over this record as RFC 8785 JSON without `signature`.",
    ),
  })
  .describe('The second signature under a command that needs one.');
