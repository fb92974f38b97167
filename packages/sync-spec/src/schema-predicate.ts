/** Whether a value is right. Says nothing about what is wrong with it. */
export type Predicate = (value: unknown) => boolean;

/** The part of JSON Schema that the published schemas are written in. */
export interface PlainSchema {
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly items?: PlainSchema;
  readonly uniqueItems?: boolean;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, PlainSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, PlainSchema>>;
}

const annotations = ['$schema', '$id', '$defs', 'title', 'description'];
const understood: Readonly<Record<string, readonly string[]>> = {
  string: ['pattern', 'enum'],
  boolean: [],
  array: ['items', 'uniqueItems', 'minItems'],
  object: ['properties', 'required', 'additionalProperties'],
};

const strings = ({ pattern, enum: names }: PlainSchema): Predicate => {
  if (names !== undefined) {
    const known = new Set(names);
    return (value) => known.has(value);
  }
  if (pattern === undefined) return (value) => typeof value === 'string';
  const expression = new RegExp(pattern);
  return (value) => typeof value === 'string' && expression.test(value);
};

/** Up to this many items, comparing each with each is faster than a set: nothing is hashed or allocated. */
const fewItems = 24;

const isUnique = (items: readonly unknown[]): boolean => {
  if (items.length > fewItems) return new Set(items).size === items.length;
  for (let at = 1; at < items.length; at += 1) {
    for (let before = 0; before < at; before += 1) if (items[before] === items[at]) return false;
  }
  return true;
};

const arrays = (schema: PlainSchema, compile: (schema: PlainSchema) => Predicate): Predicate => {
  const { items = {}, uniqueItems = false, minItems = 0 } = schema;
  const accepts = compile(items);
  // Most values of a manifest are strings in such lists: they are tested without a call each.
  const pattern = items.pattern === undefined ? undefined : new RegExp(items.pattern);
  const isPlain = items.type === 'string' && items.enum === undefined;
  return (value) => {
    if (!Array.isArray(value) || value.length < minItems) return false;
    if (isPlain) {
      for (const item of value) if (typeof item !== 'string' || pattern?.test(item) === false) return false;
    } else {
      for (const item of value) if (!accepts(item)) return false;
    }
    return !uniqueItems || isUnique(value);
  };
};

const objects = (schema: PlainSchema, compile: (schema: PlainSchema) => Predicate): Predicate => {
  const { properties = {}, required = [] } = schema;
  const fields = new Map(Object.entries(properties).map(([name, field]) => [name, compile(field)]));
  const isRequired = new Set(required);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let missing = isRequired.size;
    for (const name of Object.keys(value)) {
      if (fields.get(name)?.((value as Record<string, unknown>)[name]) !== true) return false;
      if (isRequired.has(name)) missing -= 1;
    }
    return missing === 0;
  };
};

/**
 * Makes a predicate of a closed JSON Schema of strings, booleans, arrays and objects: several times faster than
 * a validator that collects what is wrong.
 *
 * @throws TypeError for a schema with a keyword that it does not understand: none is passed over
 */
export const schemaPredicate = (root: PlainSchema): Predicate => {
  const compile = (schema: PlainSchema): Predicate => {
    const { $ref, type = '' } = schema;
    if (Object.keys(schema).length === 0) return () => true;
    if ($ref !== undefined) {
      const target = root.$defs?.[$ref.replace('#/$defs/', '')];
      if (target === undefined) throw new TypeError(`${$ref} leads nowhere`);
      return compile(target);
    }
    const keywords = Object.keys(schema).filter((keyword) => keyword !== 'type' && !annotations.includes(keyword));
    const stranger = keywords.find((keyword) => understood[type]?.includes(keyword) !== true);
    if (stranger !== undefined) throw new TypeError(`${stranger} of a schema of type ${type} is not understood`);
    switch (type) {
      case 'string':
        return strings(schema);
      case 'boolean':
        return (value) => typeof value === 'boolean';
      case 'array':
        return arrays(schema, compile);
      case 'object':
        if (schema.additionalProperties !== false) throw new TypeError('only closed objects are understood');
        return objects(schema, compile);
      default:
        throw new TypeError(`A schema of type ${JSON.stringify(type)} is not understood`);
    }
  };
  return compile(root);
};
