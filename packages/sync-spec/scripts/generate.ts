import { mkdir, writeFile } from 'node:fs/promises';
import { contractNames, jsonSchemaText } from '../src/json-schemas.js';

const folder = new URL('../schemas/', import.meta.url);

await mkdir(folder, { recursive: true });
await Promise.all(contractNames.map((name) => writeFile(new URL(`${name}.json`, folder), jsonSchemaText(name))));
