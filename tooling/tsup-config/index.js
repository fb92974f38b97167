import { defineConfig } from 'tsup';

/**
 * TypeScript 6 deprecates an option that tsup's declaration bundler still sets.
 * SOURCEOS_NO_DTS=1 leaves the types out: `npm start` runs code and needs none.
 *
 * @param {import('tsup').DtsConfig} [overrides]
 */
const types = (overrides = {}) =>
  process.env['SOURCEOS_NO_DTS'] === '1' ? false : { compilerOptions: { ignoreDeprecations: '6.0' }, ...overrides };

/**
 * One ESM entry, its types and its source map.
 *
 * @param {import("tsup").Options["entry"]} entry output name → source file, or globs of source files
 * @param {import('tsup').Options} [overrides]
 */
export const library = (entry = { index: 'src/index.ts' }, overrides = {}) =>
  defineConfig({
    entry,
    format: 'esm',
    target: 'node20',
    platform: 'neutral',
    sourcemap: true,
    clean: true,
    treeshake: true,
    dts: types(),
    ...overrides,
  });

/**
 * One output file for each module, so that a bundler leaves out what is not imported: whoever needs an engine's
 * manifest alone gets neither the record's schema nor a parser. The engine is made when its module is loaded, and no
 * bundler leaves that out of a file that it keeps (see tooling/browser-check).
 */
export const engine = library(['src/**/*.ts', '!src/**/*.test.ts', '!src/**/testing/**'], {
  bundle: false,
  treeshake: false,
  dts: types({ entry: { index: 'src/index.ts' } }),
});

export default library();
