import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTemporaryFolder } from '@sourceos/workspace';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { anyTypesIn } from './any-types.js';

const anyIn = (text: string): Promise<readonly string[]> =>
  withTemporaryFolder((folder) => {
    const file = join(folder, 'index.d.ts');
    writeFileSync(file, text);
    const program = ts.createProgram([file], { strict: true, types: [], lib: ['lib.es2023.d.ts'] });
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error('The file is not in the program.');
    return anyTypesIn(source, program.getTypeChecker()).map(({ name, line }) => `${name}:${line}`);
  });

it('finds `any` in members, parameters, results and arguments of types', async () => {
  expect(
    await anyIn(
      [
        'export interface A { readonly b: any }',
        'export declare const c: (d: any) => string;',
        'export declare const e: () => Promise<any>;',
        'export type F = Record<string, any>;',
      ].join('\n'),
    ),
  ).toEqual(['A.b:1', 'c.d:2', 'e:3', 'F:4']);
});

it('finds what comes to `any` because its type is not there', async () => {
  expect(await anyIn(`import type { Gone } from 'gone';\nexport declare const a: Gone;`)).toEqual(['a:2']);
});

it('finds nothing in types that say what they are', async () => {
  expect(
    await anyIn('export interface A { readonly any: unknown }\nexport declare const many: readonly A["any"][];'),
  ).toEqual([]);
});
