import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { readSpecification } from '../test/specification.js';
import {
  requiredManifestFields,
  syncEngineManifestSchema,
  type RequiredManifestField,
  type SyncEngineManifest,
} from './sync-engine-manifest.js';

describe('requiredManifestFields', () => {
  it('are the fields that the schema does not let go', () => {
    const absent = syncEngineManifestSchema.safeParse({});
    expect(absent.error?.issues.map(({ path }) => path[0])).toEqual(requiredManifestFields);
  });

  it('are the required members of the type', () => {
    type Required = { [Key in keyof SyncEngineManifest]-?: object extends Pick<SyncEngineManifest, Key> ? never : Key };
    expectTypeOf<RequiredManifestField>().toEqualTypeOf<Required[keyof SyncEngineManifest]>();
  });
});

const shared = needs('shared', "sync-spec's manifest schema against the specification");

describe.runIf(shared !== undefined)('the manifest of the specification', () => {
  it('has our required fields, in its order', () => {
    const fields = readSpecification(shared ?? '')
      .items('Required fields')
      .map((item) => item.slice(0, item.indexOf(':')));
    expect(requiredManifestFields).toEqual(fields);
  });

  it('is accepted as its example stands, $schema included', () => {
    const [, json] = /```json\n([\s\S]+?)```/.exec(readSpecification(shared ?? '').text) ?? [];
    const example: unknown = JSON.parse(json ?? '');
    expect(example).toHaveProperty('$schema');
    expect(syncEngineManifestSchema.parse(example)).toEqual(example);
  });
});
