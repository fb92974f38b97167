import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A published schema as a predicate that asserts formats. */
export const published = (shared: string | undefined, name: string): ValidateFunction => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(
    JSON.parse(readFileSync(join(shared ?? '', 'upstream-schemas', `${name}.json`), 'utf8')) as object,
  );
};
