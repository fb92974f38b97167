import * as z from 'zod';

const maxDepth = 16;

const childrenOf = (schema: z.core.$ZodType): { name?: string; schema: z.core.$ZodType }[] => {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).map(([name, child]) => ({ name, schema: child }));
    case 'array':
      return [{ schema: def.element }];
    case 'record':
      return [{ schema: def.valueType }];
    case 'union':
      return def.options.map((option) => ({ schema: option }));
    case 'intersection':
      return [{ schema: def.left }, { schema: def.right }];
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
    case 'prefault':
      return [{ schema: def.innerType }];
    case 'pipe':
      return [{ schema: def.in }, { schema: def.out }];
    case 'tuple':
      return [...def.items, ...(def.rest ? [def.rest] : [])].map((item) => ({ schema: item }));
    case 'lazy':
      return [{ schema: def.getter() }];
    default:
      return [];
  }
};

/**
 * Every dotted path that records of a schema may have, as `dangerousFields` names them: array
 * items, map entries and the members of a union are transparent. Recursive schemas end where they repeat.
 */
export const recordPaths = (schema: z.ZodType): ReadonlySet<string> => {
  const paths = new Set<string>();
  const walk = (node: z.core.$ZodType, prefix: string, above: readonly z.core.$ZodType[]): void => {
    if (above.length >= maxDepth || above.includes(node)) return;
    for (const child of childrenOf(node)) {
      const path = child.name === undefined ? prefix : prefix === '' ? child.name : `${prefix}.${child.name}`;
      if (child.name !== undefined) paths.add(path);
      walk(child.schema, path, [...above, node]);
    }
  };
  walk(schema, '', []);
  return paths;
};
