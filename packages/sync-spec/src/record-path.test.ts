import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import type { ManifestFor, RecordPath } from './record-path.js';
import { recordPaths } from './record-paths.js';
import { validateSyncEngineManifest } from './validate.js';

const schema = z.strictObject({
  name: z.string(),
  tools: z.array(z.strictObject({ grants: z.array(z.string()), id: z.string() })),
  limits: z.record(z.string(), z.strictObject({ amount: z.number() })).optional(),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('url'), address: z.string() }),
    z.strictObject({ kind: z.literal('file'), place: z.strictObject({ path: z.string().nullable() }) }),
  ]),
});
type Sample = z.infer<typeof schema>;

const paths = [
  ...['name', 'tools', 'tools.grants', 'tools.id', 'limits', 'limits.amount'],
  ...['source', 'source.kind', 'source.address', 'source.place', 'source.place.path'],
] as const;

describe('RecordPath', () => {
  it('is the union of the paths, through arrays, maps and unions', () => {
    expectTypeOf<RecordPath<Sample>>().toEqualTypeOf<(typeof paths)[number]>();
  });

  it('ends four levels deep', () => {
    interface Deep {
      a: { b: { c: { d: { e: string } } } };
    }
    expectTypeOf<RecordPath<Deep>>().toEqualTypeOf<'a' | 'a.b' | 'a.b.c' | 'a.b.c.d'>();
  });

  it('ends in records that contain themselves', () => {
    interface Tree {
      name: string;
      children: Tree[];
    }
    expectTypeOf<'children.children.children.name'>().toExtend<RecordPath<Tree>>();
    expectTypeOf<'children.children.children.children.name'>().not.toExtend<RecordPath<Tree>>();
  });
});

describe('recordPaths', () => {
  it('are the same paths, of the schema', () => {
    expect([...recordPaths(schema)].sort()).toEqual([...paths].sort());
  });

  it('look through whatever wraps a schema', () => {
    const inner = z.strictObject({ field: z.string() });
    const wrapped = z.strictObject({
      optional: inner.optional(),
      nullable: inner.nullable(),
      readonly: inner.readonly(),
      fallback: inner.default({ field: '' }),
      prefault: inner.prefault({ field: '' }),
      caught: inner.catch({ field: '' }),
      required: inner.optional().nonoptional(),
      piped: inner.pipe(z.strictObject({ after: z.string(), field: z.string() })),
      tuple: z.tuple([z.strictObject({ first: z.string() })], inner),
      both: z.intersection(inner, z.object({ other: z.string() })),
      lazy: z.lazy(() => inner),
    });
    const found = recordPaths(wrapped);
    for (const name of Object.keys(wrapped.shape)) expect(found).toContain(`${name}.field`);
    expect(found).toContain('tuple.first');
    expect(found).toContain('both.other');
    expect(found).toContain('piped.after');
  });

  it('end where a schema repeats', () => {
    const tree = z.strictObject({
      name: z.string(),
      get children() {
        return z.array(tree);
      },
    });
    expect([...recordPaths(tree)]).toEqual(['name', 'children']);
  });

  it('are none for a record without fields', () => {
    expect(recordPaths(z.string()).size).toBe(0);
  });
});

describe('ManifestFor', () => {
  const right = {
    engineId: 'sourceos.sync.sample',
    collection: 'sample',
    schemaVersion: '0.1.0',
    ownerRepo: 'someone/sample',
    defaultEnabled: true,
    policyClass: 'high',
    encryptionScope: 'profile',
    mergeStrategy: 'manual_review',
    supportsTombstones: true,
    supportsRollback: true,
    supportsExport: true,
    dangerousFields: ['tools.grants', 'source.place.path'],
    auditEvents: ['sample.changed'],
  } as const satisfies ManifestFor<Sample>;

  it('keeps the literal types of a manifest', () => {
    expectTypeOf(right.mergeStrategy).toEqualTypeOf<'manual_review'>();
    expectTypeOf(right.dangerousFields).toEqualTypeOf<readonly ['tools.grants', 'source.place.path']>();
    expect(validateSyncEngineManifest(right)).toEqual([]);
  });

  it('refuses a dangerous field that the record does not have', () => {
    // @ts-expect-error: the record has no field `tools.grant`
    const misspelt = { ...right, dangerousFields: ['tools.grant'] } as const satisfies ManifestFor<Sample>;
    expect(recordPaths(schema)).not.toContain(misspelt.dangerousFields[0]);
  });

  it('refuses a name outside a vocabulary, and a manifest without a required field', () => {
    // @ts-expect-error: no merge strategy has this name
    const renamed = { ...right, mergeStrategy: 'merge' } as const satisfies ManifestFor<Sample>;
    const { policyClass, ...rest } = right;
    // @ts-expect-error: the policy class is absent
    const partial = { ...rest } as const satisfies ManifestFor<Sample>;
    expect([renamed.mergeStrategy, policyClass]).toEqual(['merge', 'high']);
    expect(validateSyncEngineManifest(partial)).toMatchObject([
      { rule: 'engine/missing-field', path: ['policyClass'] },
    ]);
  });
});
