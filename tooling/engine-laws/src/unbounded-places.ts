import type * as z from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** Anchored at its end, and no part repeats without end. */
const isFinite = (pattern: string): boolean =>
  pattern.endsWith('$') && !/[*+]|\{\d+,\}/.test(pattern.replace(/\\.|\[[^\]]*\]/g, '.'));

/** The schemas that one is made of. A part that says nothing of the type narrows what its siblings allow. */
const parts = ({ anyOf = [], oneOf = [], allOf = [] }: Schema): readonly Schema[] => [
  ...[...anyOf, ...oneOf].filter(isSchema),
  ...allOf.filter(isSchema).filter((part) => part.type !== undefined || parts(part).length > 0),
];

const faultsOfType: Readonly<Record<string, (schema: Schema) => readonly string[]>> = {
  string: ({ maxLength, pattern }) =>
    maxLength !== undefined || (pattern !== undefined && isFinite(pattern)) ? [] : ['a text without a bound'],
  array: ({ maxItems, items, uniqueItems }) => [
    ...(maxItems === undefined ? ['a list without a bound'] : []),
    ...(isSchema(items) && 'type' in items && items.type === 'string' && uniqueItems !== true
      ? ['a list whose texts may repeat']
      : []),
  ],
  number: ({ minimum, maximum }) => (minimum === undefined || maximum === undefined ? ['a number without bounds'] : []),
  object: ({ additionalProperties, maxProperties }) =>
    additionalProperties !== false && maxProperties === undefined ? ['a map without a bound'] : [],
  boolean: () => [],
  null: () => [],
};
const faultsOfAny = (): readonly string[] => ['a value of any kind'];

const faultsAt = (schema: Schema): readonly string[] => {
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  if (schema.type === undefined && parts(schema).length > 0) return [];
  // zod writes a union of plain kinds as a list of types.
  const types: readonly (string | undefined)[] = [schema.type].flat();
  return types.flatMap((type = '') => (faultsOfType[type === 'integer' ? 'number' : type] ?? faultsOfAny)(schema));
};

/** The members of a union stand under their `type`, where they have one. */
const stepInto = (part: Schema): string => {
  const type = part.properties?.type;
  return isSchema(type) && typeof type.const === 'string' ? `/${type.const}` : '';
};

const childrenOf = (schema: Schema): readonly (readonly [step: string, child: unknown])[] => [
  ...Object.entries(schema.properties ?? {}).map(([name, child]) => [`/${name}`, child] as const),
  ...(schema.prefixItems ?? []).map((child, index) => [`/${index}`, child] as const),
  ['/0', schema.items],
  ['/~name', schema.propertyNames],
  ['/*', schema.additionalProperties],
  ...parts(schema).map((child) => [stepInto(child), child] as const),
];

/**
 * Where a JSON Schema lets a value grow without a bound, or a list of texts say one thing twice; each
 * as `path: fault`. Items stand under `0`, the values of a map under `*` and its names under `~name`.
 *
 * @param schema as z.toJSONSchema makes it, without references
 */
export const unboundedPlaces = (schema: Schema, path = ''): readonly string[] => [
  ...faultsAt(schema).map((fault) => `${path}: ${fault}`),
  ...childrenOf(schema).flatMap(([step, child]) => (isSchema(child) ? unboundedPlaces(child, path + step) : [])),
];
