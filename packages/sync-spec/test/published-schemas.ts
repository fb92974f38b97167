import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { contractNames, type ContractName } from '../src/json-schemas.js';

/** A JSON Schema file, as far as tests look into it. */
export interface SchemaFile {
  readonly $id: string;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

export type Validators = Readonly<Record<ContractName, ValidateFunction>>;

/** Compiles one schema for each contract; formats assert, and a keyword that ajv does not know is an error. */
export const compile = (schemaOf: (name: ContractName) => SchemaFile): Validators => {
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const schemas = contractNames.map((name) => [name, schemaOf(name)] as const);
  for (const [, schema] of schemas) ajv.addSchema(schema);
  const validators = schemas.map(([name, { $id }]) => [name, ajv.getSchema($id)]);
  return Object.fromEntries(validators) as Validators;
};

/** The schema that the estate publishes today, from the shared folder. */
export const publishedSchema = (shared: string, name: ContractName): SchemaFile =>
  JSON.parse(readFileSync(join(shared, 'upstream-schemas', `${name}.json`), 'utf8')) as SchemaFile;
