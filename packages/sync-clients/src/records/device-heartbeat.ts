import { namedEntries, singleLine, timestamp, uniqueItems, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { commandKind } from './command-kind.js';

/**
 * What a device says of itself. An object of its own that only this device writes, so that a
 * heartbeat never competes with a change of the device, and cannot outrank a revocation.
 */
export const deviceHeartbeat = z
  .strictObject({
    type: z.literal('DeviceHeartbeat'),
    deviceId: urnOf('device').describe('The device that speaks and names the object; no other may write it.'),
    seenAt: timestamp().describe("When it was running, by the device's own clock."),
    softwareVersion: singleLine(64).describe('Version of the synchronising software.'),
    platform: singleLine(128).describe('Operating system and its version.').optional(),
    supportedCommands: uniqueItems(commandKind).max(16).describe('The commands that it can carry out.'),
    acknowledged: namedEntries(urnOf('device'), z.int().min(0), 256).describe(
      'The acknowledgement frontier: of each device, the last batch sequence that this one holds without a gap.',
    ),
  })
  .describe("A device's own word that it runs, with its version and its acknowledgement frontier.");
