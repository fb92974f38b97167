import * as z from 'zod';
import { baselineSchema } from './baseline/baseline.js';
import { configSchema } from './config/config.js';
import { reportSchema } from './report/report.js';

// Not part of the package's entries: the published files are what this makes.

/** The contracts that are published as JSON Schemas, by the name of the file. */
export const contracts = {
  report: reportSchema,
  baseline: baselineSchema,
  config: configSchema,
} as const satisfies Record<string, z.ZodObject>;

export type ContractName = keyof typeof contracts;
export const contractNames = Object.keys(contracts) as readonly ContractName[];

/** A JSON Schema (draft 2020-12) as the package ships it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of a contract, complete in itself. */
export const jsonSchemaOf = (name: ContractName): JsonSchema => {
  const { $schema, title, description, ...body } = z.toJSONSchema(contracts[name], { target: 'draft-2020-12' });
  return {
    ...($schema !== undefined && { $schema }),
    $id: `urn:sourceos:sync-estate:${name}`,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...body,
  };
};

/** The text of a contract's file under `schemas/`. */
export const jsonSchemaText = (name: ContractName): string => `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
