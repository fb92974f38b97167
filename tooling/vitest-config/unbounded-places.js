/** Anchored at its end, and no part repeats without end. */
const isFinite = (pattern) => pattern.endsWith('$') && !/[*+]|\{\d+,\}/.test(pattern.replace(/\\.|\[[^\]]*\]/g, '.'));

const faultsOf = (schema) => {
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  switch (schema.type) {
    case 'string':
      return schema.maxLength !== undefined || (schema.pattern !== undefined && isFinite(schema.pattern))
        ? []
        : ['a text without a bound'];
    case 'array':
      return [
        ...(schema.maxItems === undefined ? ['a list without a bound'] : []),
        ...(schema.items?.type === 'string' && schema.uniqueItems !== true ? ['a list whose texts may repeat'] : []),
      ];
    case 'number':
    case 'integer':
      return schema.minimum === undefined || schema.maximum === undefined ? ['a number without bounds'] : [];
    case 'object':
      return schema.additionalProperties !== false && schema.maxProperties === undefined
        ? ['a map without a bound']
        : [];
    default:
      return [];
  }
};

/**
 * Where a JSON Schema lets a value grow without a bound, or a list of texts say one thing twice.
 *
 * @param {any} schema as z.toJSONSchema makes it, without references
 * @param {string} path
 * @returns {string[]}
 */
export const unboundedPlaces = (schema, path = '') => [
  ...faultsOf(schema).map((fault) => `${path}: ${fault}`),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, child]) => unboundedPlaces(child, `${path}/${name}`)),
  ...(schema.items ? unboundedPlaces(schema.items, `${path}/0`) : []),
  ...(schema.propertyNames ? unboundedPlaces(schema.propertyNames, `${path}/~name`) : []),
  ...(typeof schema.additionalProperties === 'object' ? unboundedPlaces(schema.additionalProperties, `${path}/*`) : []),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((child) =>
    unboundedPlaces(child, `${path}${child.properties?.type?.const ? `/${child.properties.type.const}` : ''}`),
  ),
];
