import { defineEngine, type Engine, type JsonObject } from '@sourceos/sync-kernel';
import * as z from 'zod';

/** A record of the benchmark's collection: a node, or the edge from its parent to it. */
const graphRecord = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('node'),
    name: z.string().max(200),
    note: z.string().max(2_000),
    status: z.enum(['open', 'active', 'blocked', 'done']),
    x: z.number(),
    y: z.number(),
  }),
  z.strictObject({ type: z.literal('edge'), from: z.string(), to: z.string() }),
]);

const secret = /\b(?:ghp|gho|glpat|xox[bp])[-_][A-Za-z0-9]{16,}/;

/** Looks for tokens in every text, so that the stage `redaction` has the work that it has in earnest. */
const findSecrets = (record: object) =>
  Object.entries(record).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' && secret.test(value) ? [{ pointer: `/${name}`, kind: 'token' }] : [],
  );

export const collection = 'bench.graph';

/** An engine with every hook that a real one has: each stage of the gate finds work. */
export const graphEngine: Engine = defineEngine({
  manifest: {
    engineId: 'sourceos.sync.bench-graph',
    collection,
    schemaVersion: '1.0.0',
    ownerRepo: 'SourceOS-Linux/sync-engine-registry',
    defaultEnabled: true,
    policyClass: 'medium',
    encryptionScope: 'workspace',
    mergeStrategy: 'graph_merge',
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: ['status'],
    auditEvents: ['bench.graph.changed'],
  },
  record: graphRecord,
  authorizeWrite: ({ authorId }) => (authorId.startsWith('urn:srcos:person:') ? [] : []),
  redact: (record) => ({ record, findings: findSecrets(record) }),
  audit: ({ objectId }) => [{ eventType: 'bench.graph.changed', subjectId: objectId }],
  merge: {
    graph: {
      lastWriter: ['x', 'y'],
      edge: ({ type, from, to }: JsonObject) =>
        type === 'edge' && typeof from === 'string' && typeof to === 'string'
          ? { relation: 'contains', from, to, kind: 'tree' }
          : undefined,
    },
  },
});
