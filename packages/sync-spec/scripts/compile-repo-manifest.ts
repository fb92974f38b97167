import { _, type CodeKeywordDefinition } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { jsonSchemaOf, type JsonSchema } from '../src/json-schemas.js';

/** Removes what a validator does not look at: half of its text would be descriptions. */
const bare = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(['description', 'title'].includes(key) && typeof value === 'string'))
      .map(([key, value]) => [key, bare(value)]),
  );
};

const head = `// Generated from the schema of the repository manifest by \`npm run generate\`. Do not edit.
// Whether a value is a right repository manifest, and nothing about what is wrong with it: the fast path of
// validate.ts, some ten times faster than a parse that collects issues.
`;

/**
 * Unique items by a set. Ajv's own check keeps what it saw as names of an object, which takes "__proto__" twice,
 * and costs more than all the rest: each string of a parsed document would become a property name first.
 */
const uniqueItems: CodeKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  code: (context) => {
    context.fail(_`new Set(${context.data}).size !== ${context.data}.length`);
  },
};

/** The text of a validator that answers yes or no. */
export const compiledRepoManifest = (): string => {
  const ajv = new Ajv2020.default({ code: { source: true, esm: true }, messages: false });
  ajv.removeKeyword(uniqueItems.keyword as string).addKeyword(uniqueItems);
  const source = standalone.default(ajv, ajv.compile(bare(jsonSchemaOf('SourceOSRepoManifest')) as JsonSchema));
  return `${head}${source.replace(/^"use strict";/, '').replace(/export const validate = (\w+);export default \w+;/, 'export const acceptsRepoManifest = $1;\n')}\n`;
};
