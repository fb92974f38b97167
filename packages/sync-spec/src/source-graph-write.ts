import * as z from 'zod';
import { encryptionScope } from './encryption-scope.js';
import { forms, text } from './text.js';

/** The operations that a write may carry. */
export const writeOperations = ['put', 'patch', 'delete', 'tombstone', 'command'] as const;

/** The signed header of a write, as the published SourceGraphWrite.json accepts it. */
export const sourceGraphWriteSchema = z
  .strictObject({
    objectId: text(forms.urn),
    collection: text(forms.dottedName),
    schemaVersion: z.string(),
    operation: z.enum(writeOperations),
    payloadHash: text(forms.sha256).describe('SHA-256 of the sealed payload bytes.'),
    authorId: text(forms.urn),
    deviceId: text(forms.deviceUrn),
    workspaceId: text(forms.workspaceUrn).optional(),
    orgId: text(forms.orgUrn).optional(),
    policyDomain: text(forms.dottedName),
    encryptionScope: encryptionScope.schema,
    causalClock: z.string().min(1).describe('Dotted version vector and hybrid logical clock.'),
    signature: z.string().min(1),
    auditId: text(forms.auditUrn),
    reasonCode: z.string().describe('Set by a receiver, never authored.').optional(),
    relayId: text(forms.relayUrn).describe('Set by a relay, never authored.').optional(),
  })
  .meta({ title: 'SourceGraphWrite', description: 'Signed write envelope for SourceGraph object operations.' });

export type SourceGraphWrite = z.infer<typeof sourceGraphWriteSchema>;
