import * as z from 'zod';
import { encryptionScope } from './encryption-scope.js';
import { engineState } from './engine-state.js';
import { mergeStrategy } from './merge-strategy.js';
import { forms, text } from './text.js';
import { policyClass } from './policy-class.js';
import { reasonCode } from './reason-code.js';
import { uniqueItems } from './unique-items.js';

/**
 * What one sync engine promises. Field for field the published SyncEngineManifest.json, with the
 * differences of I5: `$schema` is allowed, `schemaVersion` is a semantic version, state and reason
 * codes come from the closed vocabularies.
 */
export const syncEngineManifestSchema = z
  .strictObject({
    $schema: z.string().describe('The JSON Schema that the manifest follows.').optional(),
    engineId: text(forms.engineId).describe('Stable engine identifier.'),
    collection: text(forms.dottedName).describe('Canonical SourceGraph collection.'),
    schemaVersion: text(forms.semver).describe("Semantic version of the engine's object model."),
    ownerRepo: text(forms.repository).describe('Repository responsible for implementation and contract evolution.'),
    defaultEnabled: z.boolean().describe('Whether the engine is enabled on a fresh device.'),
    policyClass: policyClass.schema.describe('How much a change must prove before it has effect.'),
    encryptionScope: encryptionScope.schema.describe('The scope whose key seals a new record.'),
    mergeStrategy: mergeStrategy.schema.describe('The one strategy that the kernel runs for the engine.'),
    supportsTombstones: z.boolean().describe('Whether deletion is represented with tombstones.'),
    supportsRollback: z.boolean().describe('Whether local rollback is supported.'),
    supportsExport: z.boolean().describe('Whether records are exportable.'),
    dangerousFields: uniqueItems(z.string()).describe('Field paths that require review, redaction or policy gating.'),
    auditEvents: uniqueItems(text(forms.dottedName)).describe('Events that the engine emits.'),
    stateCodes: uniqueItems(engineState.schema).describe('The engine states that the engine reports.').optional(),
    reasonCodes: uniqueItems(reasonCode.schema).describe('The reason codes that the engine emits.').optional(),
  })
  .meta({
    title: 'SyncEngineManifest',
    description:
      'Contract declaration of a SourceOS local-first sync engine: owner, policy class, encryption scope, merge strategy, dangerous fields and audit events.',
  });

export type SyncEngineManifest = z.infer<typeof syncEngineManifestSchema>;

/** The fields that a manifest must have, in the order of the specification. */
export const requiredManifestFields = Object.entries(syncEngineManifestSchema.shape)
  .filter(([, field]) => field.type !== 'optional')
  .map(([name]) => name) as readonly RequiredManifestField[];

export type RequiredManifestField = Exclude<keyof SyncEngineManifest, '$schema' | 'stateCodes' | 'reasonCodes'>;
