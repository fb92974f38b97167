import { expect, it } from 'vitest';
import { entryPointsOf } from './entry-points.js';

it('writes out what exports lets users import', () => {
  const exports = {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './wire': './dist/wire.js',
    './schemas/*.json': './schemas/*.json',
    './package.json': './package.json',
    './internal/*': null,
  };
  const files = ['dist/index.js', 'dist/wire.js', 'schemas/a.json', 'schemas/b.json', 'schemas/.json', 'package.json'];
  expect(entryPointsOf({ json: { name: '@a/b', version: '1.0.0', exports }, files })).toEqual([
    { specifier: '@a/b', kind: 'code' },
    { specifier: '@a/b/wire', kind: 'code' },
    { specifier: '@a/b/schemas/a.json', kind: 'json' },
    { specifier: '@a/b/schemas/b.json', kind: 'json' },
    { specifier: '@a/b/package.json', kind: 'json' },
  ]);
});
