import { defineEngine, type Engine, type EngineDefinition } from '@sourceos/sync-kernel';
import type { MergeStrategy } from '@sourceos/sync-spec';
import * as fc from 'fast-check';
import * as z from 'zod';

/** A record with a harmless field, and one that the manifest calls dangerous. */
export const lawRecord = z.strictObject({
  title: z.string(),
  colour: z.string(),
  script: z.string().optional(),
  version: z.int().optional(),
  revokes: z.array(z.string()).optional(),
});

type LawRecord = z.infer<typeof lawRecord>;

const effectOf = (colour: string): 'deny' | 'review' | 'allow' =>
  colour === 'red' ? 'deny' : colour === 'green' ? 'review' : 'allow';

/** An engine outside the canonical eleven that declares the strategy. */
export const lawEngine = (mergeStrategy: MergeStrategy, more: Partial<EngineDefinition<LawRecord>> = {}): Engine =>
  defineEngine({
    manifest: {
      engineId: 'sourceos.sync.laws',
      collection: 'laws',
      schemaVersion: '1.0.0',
      ownerRepo: 'someone/laws',
      defaultEnabled: true,
      policyClass: 'high',
      encryptionScope: 'workspace',
      mergeStrategy,
      supportsTombstones: true,
      supportsRollback: true,
      supportsExport: true,
      dangerousFields: ['script'],
      auditEvents: ['laws.changed'],
    },
    record: lawRecord,
    merge: {
      authority: {
        version: ({ version }) => (typeof version === 'number' ? version : 0),
        revokes: ({ revokes }) => (Array.isArray(revokes) ? (revokes as string[]) : []),
      },
      // A patch is no policy statement: it may have neither.
      policy: ({ title, colour }) =>
        typeof title !== 'string' || typeof colour !== 'string'
          ? undefined
          : {
              kind: 'bundle',
              hash: `${title} ${colour}`,
              bundle: {
                name: title,
                layer: 'user',
                edition: 1,
                rules: { rule: { capability: title, effect: effectOf(colour), reason: colour } },
              },
            },
    },
    ...more,
  });

export const lawRecords = fc.record(
  {
    title: fc.constantFrom('one', 'two', 'three'),
    colour: fc.constantFrom('red', 'green', 'blue', 'white'),
    script: fc.constantFrom('ls', 'rm -r'),
    version: fc.nat({ max: 2 }),
  },
  { requiredKeys: ['title', 'colour'] },
);

export const lawPatches = fc.oneof(
  fc.record({ title: fc.constantFrom('one', 'two', 'three') }),
  fc.record({ colour: fc.constantFrom('red', 'green', 'blue') }),
  fc.record({ script: fc.constantFrom('ls', 'rm -r') }),
);
