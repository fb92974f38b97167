import * as z from 'zod';
import { agentCapabilityLeaseSchema } from './agent-capability-lease.js';
import { auditEventSchema } from './audit-event.js';
import { repoManifestSchema } from './repo-manifest.js';
import { sourceGraphWriteSchema } from './source-graph-write.js';
import { syncEngineManifestSchema } from './sync-engine-manifest.js';

// Not part of the package's entry: the published files are what this makes, and readers of manifests need no generator.

/** The contracts that are published as JSON Schemas, by the name of the file and of the `$id`. */
export const contracts = {
  SyncEngineManifest: syncEngineManifestSchema,
  SourceOSRepoManifest: repoManifestSchema,
  SourceGraphWrite: sourceGraphWriteSchema,
  AuditEvent: auditEventSchema,
  AgentCapabilityLease: agentCapabilityLeaseSchema,
} as const satisfies Record<string, z.ZodObject>;

export type ContractName = keyof typeof contracts;
export const contractNames = Object.keys(contracts) as readonly ContractName[];

/** A JSON Schema (draft 2020-12) as the package ships it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * The JSON Schema of a contract, complete in itself. The engine's schema stands under `$defs` of
 * the repository manifest's, so that readers and code generators see one named type.
 */
export const jsonSchemaOf = (name: ContractName): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:sourceos:sync-spec:${name}`,
  ...bodyOf(name),
  ...(name === 'SourceOSRepoManifest' && { $defs: { SyncEngineManifest: bodyOf('SyncEngineManifest') } }),
});

const bodyOf = (name: ContractName): JsonSchema => {
  const schema = z.toJSONSchema(contracts[name], {
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === repoManifestSchema.shape.syncEngines) jsonSchema.items = { $ref: '#/$defs/SyncEngineManifest' };
    },
  });
  const { title, description, ...body } = schema;
  // Of a document's root alone: under `$defs` it would begin another dialect.
  delete body.$schema;
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }), ...body };
};

/** The text of a contract's file under `schemas/`. */
export const jsonSchemaText = (name: ContractName): string => `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
