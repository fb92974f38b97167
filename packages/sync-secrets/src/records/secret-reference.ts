import { urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { secretName, vaultKeyId } from './names.js';
import { revocation } from './revocation.js';
import { rotation } from './rotation.js';
import { secretKind } from './secret-kind.js';

/**
 * Where a secret is kept. There is no field for the value, and none for a hash of it: a password can be
 * guessed from its hash.
 */
export const secretReference = z
  .strictObject({
    type: z.literal('SecretReference'),
    name: secretName.describe('The name by which it is asked for.'),
    kind: secretKind.schema.describe('What the reference leads to.'),
    vaultId: urnOf('vault').describe('The vault that keeps the value.'),
    keyId: vaultKeyId.describe('How the vault names it.'),
    version: z.int().min(1).describe('The version of the value in the vault.'),
    rotation: rotation.describe('Where it is between two values.'),
    revocation: revocation.optional(),
  })
  .superRefine(({ version, rotation: { previousVersion } }, context) => {
    if (previousVersion === undefined || previousVersion < version) return;
    context.addIssue({
      code: 'custom',
      path: ['rotation', 'previousVersion'],
      message: 'a version before the one that replaced it',
    });
  })
  .describe('Where a secret is kept.');
