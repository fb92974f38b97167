import { singleLine, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { extensionVersion } from './extension-version.js';

/**
 * A policy's word that an extension stays off. An object of its own: no version of the extension's
 * record can undo it, and whoever may enable an extension need not be able to lift a block.
 */
export const extensionBlock = z
  .strictObject({
    type: z.literal('ExtensionBlock'),
    extensionId: urnOf('extension').describe('The extension that stays off.'),
    blockedBy: urnOf('policy-bundle').describe('The policy bundle that says so.'),
    blockedVersions: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('all') }),
        z.strictObject({
          kind: z.literal('below'),
          version: extensionVersion().describe('The first version that is not blocked.'),
        }),
      ])
      .describe('The versions that it holds for.'),
    explanation: singleLine(1_024).describe('Why, for the person whose extension stays off.'),
    blockedAt: timestamp(),
  })
  .describe("A policy's word that an extension stays off.");
