import { defineEngine, reasonOf, type Engine, type EngineDefinition } from '@sourceos/sync-kernel';
import { mergeStrategy, type MergeStrategy, type PolicyClass } from '@sourceos/sync-spec';
import * as z from 'zod';

const record = z.strictObject({
  title: z.string(),
  colour: z.string(),
  script: z.string().optional(),
  tags: z.array(z.string()).optional(),
  votes: z.int().optional(),
  version: z.int().optional(),
  revokes: z.array(z.string()).optional(),
  drops: z.array(z.string()).optional(),
  retires: z.array(z.string()).optional(),
  parent: z.string().optional(),
  child: z.string().optional(),
});
type TestRecord = z.infer<typeof record>;

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const classes: Readonly<Record<MergeStrategy, PolicyClass>> = {
  crdt: 'high',
  graph_merge: 'high',
  append_only: 'critical',
  manual_review: 'high',
  strongest_policy_wins: 'critical',
  signed_authority_required: 'high',
  never_merge: 'critical',
  quarantine: 'medium',
};

const asksBefore: ReadonlySet<MergeStrategy> = new Set(['graph_merge', 'manual_review', 'signed_authority_required']);

const definition = (strategy: MergeStrategy): EngineDefinition<TestRecord> => ({
  manifest: {
    engineId: `sourceos.sync.${strategy.replaceAll('_', '-')}`,
    collection: strategy.replaceAll('_', '-'),
    schemaVersion: '1.0.0',
    ownerRepo: 'someone/laws',
    defaultEnabled: true,
    policyClass: classes[strategy],
    encryptionScope: 'workspace',
    mergeStrategy: strategy,
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: ['script'],
    auditEvents: ['laws.changed'],
  },
  record,
  // A rule that asks what came before: what is white stays white. Whoever judges in another order judges otherwise.
  ...(asksBefore.has(strategy) && {
    authorize: ({ before, after }) =>
      before?.colour === 'white' && after?.colour !== 'white' ? [reasonOf('rule_denied')] : [],
  }),
  merge: {
    crdt: { tags: 'set', votes: 'counter' },
    graph: {
      lastWriter: ['colour'],
      edge: ({ parent, child }) =>
        typeof parent === 'string' && typeof child === 'string'
          ? { relation: 'contains', from: parent, to: child, kind: 'tree' }
          : undefined,
    },
    log: { checkpoint: ({ drops }) => (drops === undefined ? undefined : texts(drops)) },
    policy: ({ title, colour, retires }) => {
      if (retires !== undefined) return { kind: 'downgrade', layer: 'user', retires: texts(retires) };
      return typeof title !== 'string' || typeof colour !== 'string'
        ? undefined
        : {
            kind: 'bundle',
            hash: `${title} ${colour}`,
            bundle: {
              name: title,
              layer: 'user',
              edition: 1,
              rules: { rule: { capability: title, effect: 'deny', reason: colour } },
            },
          };
    },
    authority: {
      version: ({ version }) => (typeof version === 'number' ? version : 0),
      revokes: ({ revokes }) => texts(revokes),
    },
  },
});

/** One engine for each of the eight strategies, with what its strategy can do in use. */
export const strategyEngines: readonly Engine[] = mergeStrategy.values.map((name) => defineEngine(definition(name)));
