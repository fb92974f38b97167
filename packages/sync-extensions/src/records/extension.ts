import { sha256Hash, singleLine, webUrl } from '@sourceos/sync-spec';
import * as z from 'zod';
import { extensionVersion } from './extension-version.js';
import { hostSurface } from './host-surface.js';
import { permissions } from './permissions.js';

const visible = /^[!-~]+$/;

const publisher = z.strictObject({
  id: z
    .string()
    .max(256)
    .regex(visible, { error: 'the id that the registry gives the publisher' })
    .describe('Id in the registry that the extension comes from.'),
  name: singleLine(256).describe('As shown; proves nothing.'),
  keyHash: sha256Hash().describe('SHA-256 of the key that signs its packages, where they are signed.').optional(),
});

/**
 * An extension of a host surface. Its settings have no representation: they belong to the extension,
 * which may keep anything in them.
 */
export const extension = z
  .strictObject({
    type: z.literal('Extension'),
    surface: hostSurface.describe('Where it runs.'),
    identifier: z
      .string()
      .max(256)
      .regex(visible, { error: 'the id that the host surface knows the extension by' })
      .describe('Id on its host surface.'),
    name: singleLine(256).describe('As shown; proves nothing.'),
    publisher: publisher.describe('Who answers for it. Another publisher under the same identifier is quarantined.'),
    registry: webUrl(2_048).describe('The registry that it is installed from.'),
    version: extensionVersion().describe('A lower one than is in force is denied.'),
    packageHash: sha256Hash().describe('SHA-256 of the package of this version.'),
    permissions: permissions.describe('What it may do.'),
    enabled: z.boolean().describe('Whether the person has it switched on. A block overrules it.'),
  })
  .describe('An extension of a host surface: who publishes it, which version, what it may do, and whether it is on.');
