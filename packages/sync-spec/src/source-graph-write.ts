import * as z from 'zod';
import { encryptionScope } from './encryption-scope.js';
import { forms, text } from './text.js';

/** The operations that a write may carry. */
export const writeOperations = ['put', 'patch', 'delete', 'tombstone', 'command'] as const;

/** The signed header of a write, as the published SourceGraphWrite.json accepts it. */
export const sourceGraphWriteSchema = z
  .strictObject({
    objectId: text(forms.urn).describe('The object that the write is about.'),
    collection: text(forms.dottedName).describe(
      'The collection of the object; it names the engine that judges the write.',
    ),
    schemaVersion: z.string().describe("Version of the engine's object model that the payload follows."),
    operation: z.enum(writeOperations).describe('What the write does to the object.'),
    payloadHash: text(forms.sha256).describe('SHA-256 of the sealed payload bytes.'),
    authorId: text(forms.urn).describe('The person or agent that wrote.'),
    deviceId: text(forms.deviceUrn).describe('The device that signed.'),
    workspaceId: text(forms.workspaceUrn).describe('The workspace, for a record of workspace scope.').optional(),
    orgId: text(forms.orgUrn).describe('The org, for a record of org scope.').optional(),
    policyDomain: text(forms.dottedName).describe('The domain whose policy decides.'),
    encryptionScope: encryptionScope.schema.describe('The scope whose key seals the payload.'),
    causalClock: z.string().min(1).describe('Dotted version vector and hybrid logical clock.'),
    signature: z.string().min(1).describe('Proof that the device authored the header.'),
    auditId: text(forms.auditUrn).describe('The audit event that records the write.'),
    reasonCode: z.string().describe('Set by a receiver, never authored.').optional(),
    relayId: text(forms.relayUrn).describe('Set by a relay, never authored.').optional(),
  })
  .meta({ title: 'SourceGraphWrite', description: 'Signed write envelope for SourceGraph object operations.' });

export type SourceGraphWrite = z.infer<typeof sourceGraphWriteSchema>;
