import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsOf } from '../test/differential/documents.js';
import { compile, type SchemaFile } from '../test/published-schemas.js';
import { contractNames, contracts, jsonSchemaOf, jsonSchemaText } from './json-schemas.js';

const folder = new URL('../schemas/', import.meta.url);
const fileOf = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8');

/** Every schema inside a schema, by its keywords. */
const subschemas = (schema: object): readonly Record<string, unknown>[] => [
  schema as Record<string, unknown>,
  ...Object.values(schema).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? subschemas(value) : [],
  ),
];

describe('the published JSON Schemas', () => {
  it('are one file for each contract', () => {
    expect(readdirSync(folder).sort()).toEqual(contractNames.map((name) => `${name}.json`).sort());
  });

  it.each(contractNames)('%s.json is what `pnpm generate` writes', (name) => {
    expect(fileOf(name)).toBe(jsonSchemaText(name));
  });

  it.each(contractNames)('%s.json says its dialect, its name and what each field means', (name) => {
    const schema = jsonSchemaOf(name);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:sourceos:sync-spec:${name}`,
      title: name,
      additionalProperties: false,
    });
    for (const [field, property] of Object.entries(schema.properties ?? {})) {
      expect(property, field).toHaveProperty('description', expect.stringMatching(/^[A-Z].*\.$/));
    }
  });

  it('keep unique items, patterns and formats', () => {
    const lists = subschemas(jsonSchemaOf('SyncEngineManifest')).filter(({ type }) => type === 'array');
    expect(lists).toHaveLength(4);
    expect(lists.every(({ uniqueItems }) => uniqueItems === true)).toBe(true);
    expect(jsonSchemaOf('SyncEngineManifest').properties).toMatchObject({
      engineId: { type: 'string', pattern: '^sourceos\\.sync\\.[a-z0-9_.-]+$' },
    });
    expect(jsonSchemaOf('SourceOSRepoManifest').properties).toMatchObject({
      policyClasses: { minItems: 1, uniqueItems: true },
    });
    const moments = subschemas(jsonSchemaOf('AgentCapabilityLease')).filter(({ format }) => format === 'date-time');
    expect(moments).toHaveLength(3);
  });

  it('name the engine once in the repository manifest', () => {
    const { $schema, $id, ...engine } = jsonSchemaOf('SyncEngineManifest');
    const repo = jsonSchemaOf('SourceOSRepoManifest');
    expect([$schema, $id]).not.toContain(undefined);
    expect(repo.$defs).toEqual({ SyncEngineManifest: engine });
    expect(repo.properties?.syncEngines).toMatchObject({ items: { $ref: '#/$defs/SyncEngineManifest' } });
  });

  const files = compile((name) => JSON.parse(fileOf(name)) as SchemaFile);

  it.each(contractNames)('%s.json accepts what the zod schema accepts', { timeout: 60_000 }, (name) => {
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(documentsOf(name), (document) => {
        const accepted = contracts[name].safeParse(document).success;
        expect(files[name](document)).toBe(accepted);
        verdicts[`${accepted}`] += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(verdicts.true, verdicts.false)).toBeGreaterThan(300);
  });
});
