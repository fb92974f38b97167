import { defineConfig } from 'tsup';

/**
 * One ESM entry, its types and its source map.
 * SOURCEOS_NO_DTS=1 leaves the types out: `npm start` runs code and needs none.
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
    // TypeScript 6 deprecates an option that tsup's declaration bundler still sets.
    dts: process.env['SOURCEOS_NO_DTS'] === '1' ? false : { compilerOptions: { ignoreDeprecations: '6.0' } },
    ...overrides,
  });

/**
 * An engine package: manifest and record in files of their own behind the one entry, so that a bundler that
 * needs the manifest alone leaves the record's parser out.
 */
export const engine = library({ index: 'src/index.ts', manifest: 'src/manifest.ts', record: 'src/record.ts' });

export default library();
