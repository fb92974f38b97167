import {
  encryptionScope,
  findCanonicalEngine,
  mergeStrategy,
  policyClass,
  requiredManifestFields,
  type CanonicalEngine,
  type RequiredManifestField,
} from '@sourceos/sync-spec';

/** A manifest as JSON has it. */
export type Declaration = Readonly<Record<string, unknown>>;

/** One change of a manifest, and where a finding about it stands. */
export interface Mutation {
  readonly name: string;
  readonly field: string;
  /** The changed declaration, or how its text changes where no value can say it. */
  readonly declaration: Declaration;
  readonly text?: (text: string) => string;
}

const change = (declaration: Declaration, field: string, value: unknown, name: string): Mutation => ({
  name: `${field}: ${name}`,
  field,
  declaration: { ...declaration, [field]: value },
});

/** A manifest without one of its fields, for each that it can lack and still be known. */
export const removals = (declaration: Declaration): readonly Mutation[] =>
  requiredManifestFields
    .filter((field) => field !== 'engineId')
    .map((field) => ({
      name: field,
      field,
      declaration: Object.fromEntries(Object.entries(declaration).filter(([key]) => key !== field)),
    }));

const jsonTypes: Readonly<Record<string, unknown>> = {
  null: null,
  boolean: true,
  number: 1,
  string: 'manual review',
  array: [],
  object: {},
};

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const wrongTypes = (declaration: Declaration, field: string): readonly Mutation[] =>
  Object.entries(jsonTypes)
    .filter(([type]) => type !== typeOf(declaration[field]))
    .map(([type, value]) => change(declaration, field, value, `a value of type ${type}`));

const vocabularies = { policyClass, encryptionScope, mergeStrategy } as const;
const isVocabulary = (field: string): field is keyof typeof vocabularies => Object.hasOwn(vocabularies, field);

/** Values of the right type that are wrong for a field, whatever the engine. */
const wrongValues: Readonly<Partial<Record<RequiredManifestField, readonly unknown[]>>> = {
  collection: ['', 'Shell', 'two words', 'shell/history'],
  schemaVersion: ['', '1', '1.0', 'v1.0.0', '01.0.0', '1.0.0.0', 'latest'],
  ownerRepo: ['', 'sourceos-shell', 'https://github.com/SourceOS-Linux/sourceos-shell', 'a/b/c', 'a b/c'],
  policyClass: ['', 'High', 'severe'],
  encryptionScope: ['', 'Profile', 'galaxy'],
  mergeStrategy: ['', 'manual-review', 'last_writer_wins'],
  dangerousFields: [['aliases', 'aliases'], [1], [null], [['aliases']], [{}]],
  auditEvents: [['a.b', 'a.b'], [1], [null], ['Has Spaces'], ['']],
};

/** What the canonical table allows in its columns. */
const allowed = (engine: CanonicalEngine): Readonly<Record<string, readonly string[]>> => ({
  collection: [engine.collection],
  ownerRepo: engine.owners,
  policyClass: [engine.policyClass],
  encryptionScope: engine.encryptionScopes,
  mergeStrategy: engine.mergeStrategies,
});

const otherNames: Readonly<Record<string, readonly string[]>> = {
  collection: ['calendar'],
  ownerRepo: ['ExampleOrg/calendar'],
};

/** Names that are right for another engine and not for this one. */
const notOfTheTable = (engine: CanonicalEngine, declaration: Declaration): readonly Mutation[] =>
  Object.entries(allowed(engine)).flatMap(([field, names]) => {
    const values: readonly string[] = isVocabulary(field) ? vocabularies[field].values : (otherNames[field] ?? []);
    return values
      .filter((value) => !names.includes(value))
      .map((value) => change(declaration, field, value, `${value}, which is right elsewhere`));
  });

const repeatedKey = (declaration: Declaration, field: string): Mutation => ({
  name: `${field}: given twice`,
  field,
  declaration,
  text: (text) => text.replace(`"${field}":`, `"${field}": ${JSON.stringify(declaration[field])},\n      "${field}":`),
});

const unknownKey = (declaration: Declaration, key: string): Mutation => ({
  name: `${key}: not a field`,
  field: key,
  declaration,
  // Written as text: an object literal would take __proto__ for its prototype.
  text: (text) => text.replace('"engineId":', `"${key}": true,\n      "engineId":`),
});

/** A manifest with one value spoiled, in every way, for every field. */
export const spoilings = (engineId: string, declaration: Declaration): readonly Mutation[] => {
  const engine = findCanonicalEngine(engineId);
  if (engine === undefined) throw new TypeError(`${engineId} is not canonical`);
  // Without an id of the right type there is no engine to speak of; that is another test.
  const fields = requiredManifestFields.filter((field) => field !== 'engineId');
  return [
    ...fields.flatMap((field) => wrongTypes(declaration, field)),
    ...fields.flatMap((field) =>
      (wrongValues[field] ?? []).map((value) => change(declaration, field, value, JSON.stringify(value))),
    ),
    ...notOfTheTable(engine, declaration),
    ...requiredManifestFields.map((field) => repeatedKey(declaration, field)),
    ...['supportTombstones', 'dangerousField', 'notes', '__proto__', 'constructor'].map((key) =>
      unknownKey(declaration, key),
    ),
    ...(['stateCodes', 'reasonCodes'] as const).flatMap((field) =>
      [['no_such_code'], 'healthy', [1], {}].map((value) => change(declaration, field, value, JSON.stringify(value))),
    ),
    change(declaration, '$schema', 1, 'a value of type number'),
  ];
};
