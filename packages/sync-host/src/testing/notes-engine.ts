import { defineEngine, type Engine, type JsonObject, type LocalChange } from '@sourceos/sync-kernel';
import * as z from 'zod';

/** An engine without rules of its own: a change of `plan`, which its manifest calls dangerous, waits for a person. */
export const notesEngine: Engine = defineEngine<JsonObject>({
  manifest: {
    engineId: 'sourceos.sync.notes',
    collection: 'test.notes',
    schemaVersion: '1.0.0',
    ownerRepo: 'SourceOS-Linux/test',
    defaultEnabled: true,
    policyClass: 'medium',
    encryptionScope: 'workspace',
    mergeStrategy: 'graph_merge',
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: ['plan'],
    auditEvents: ['test.note.changed'],
  },
  record: z.looseObject({ body: z.string(), plan: z.string().optional() }) as unknown as z.ZodType<JsonObject>,
});

export const note = (name: string, body: string, more: JsonObject = {}): LocalChange => ({
  collection: 'test.notes',
  objectId: `urn:srcos:note:${name}`,
  operation: 'put',
  record: { body, ...more },
});
