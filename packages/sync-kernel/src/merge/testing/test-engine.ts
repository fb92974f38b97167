import * as z from 'zod';
import type { Engine } from '../../engine/engine.js';

/** An engine with no rules of its own, whose hooks and shape a test replaces. */
export const testEngine = (overrides: Partial<Engine> = {}): Engine => ({
  manifest: {
    engineId: 'test',
    collection: 'test',
    schemaVersion: '1.0.0',
    ownerRepo: 'SourceOS-Linux/sync-engine-registry',
    defaultEnabled: true,
    policyClass: 'low',
    encryptionScope: 'workspace',
    mergeStrategy: 'graph_merge',
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: [],
    auditEvents: [],
  },
  record: z.looseObject({}),
  migrations: [],
  scopes: ['workspace'],
  merge: {},
  classify: () => ({ danger: 'benign', pointers: [], sentence: 'Nothing dangerous changes.' }),
  authorizeWrite: () => [],
  authorizes: overrides.authorize !== undefined,
  authorize: () => [],
  redact: (record) => ({ record, findings: [] }),
  resolve: () => undefined,
  describe: () => ({ title: 'A test record changes.', risk: 'None.', alternatives: [] }),
  audit: () => [],
  ...overrides,
});
