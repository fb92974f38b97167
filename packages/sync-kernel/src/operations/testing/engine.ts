import * as z from 'zod';
import { defineEngine } from '../../engine/define-engine.js';
import type { Engine, EngineDefinition } from '../../engine/engine.js';
import type { JsonObject } from '../../model/json.js';

type Manifest = EngineDefinition['manifest'];

/** An engine whose manifest supports everything, except for what a test turns. */
export const engineWith = (
  manifest: Partial<Manifest> = {},
  more: Partial<Omit<EngineDefinition, 'manifest' | 'record'>> = {},
): Engine =>
  defineEngine<JsonObject>({
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
      dangerousFields: ['body'],
      auditEvents: ['test.note.changed'],
      ...manifest,
    },
    record: z.looseObject({ body: z.string() }) as unknown as z.ZodType<JsonObject>,
    ...more,
  });
