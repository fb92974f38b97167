import type { EngineNames } from './engine-names.js';

/** The headings of an engine's README, in order; deeper ones are free. */
export const readmeHeadings = ({ packageName }: EngineNames): readonly string[] => [
  `# ${packageName}`,
  '## Install',
  '## What it owns',
  '## Manifest',
  '## Records',
  '## Example',
  '## Versioning',
];

/** The files that every engine's package has, and, directly in the package and in src/, the only ones. */
export const requiredFiles: readonly string[] = [
  'LICENSE',
  'README.md',
  'eslint.config.js',
  'package.json',
  'src/index.ts',
  'src/manifest.test.ts',
  'src/manifest.ts',
  'src/record.test.ts',
  'src/record.ts',
  'tsconfig.json',
  'tsup.config.ts',
  'vitest.config.ts',
];

/** Has a package be an engine and not only its records: with it come the rooms below. */
export const engineFile = 'src/engine.ts';

/** What an engine's package has besides, directly in src/: one room for each hook, and the three tests that hold it. */
export const engineRoomFiles: readonly string[] = [
  'src/audit.ts',
  'src/authorize.ts',
  'src/changes.ts',
  'src/classify.ts',
  'src/conformance.test.ts',
  'src/describe.ts',
  engineFile,
  'src/migrations.ts',
  'src/redact.ts',
  'src/scenarios.test.ts',
  'src/testing/arbitrary.ts',
];

/** Hooks that only some strategies ask for, what critical engines are held to, and tests that stand beside a room. */
export const optionalRoomFiles: readonly string[] = [
  'src/hostile.test.ts',
  'src/resolve.ts',
  ...[...engineRoomFiles.filter((file) => !file.endsWith('.test.ts')), 'src/resolve.ts', 'src/index.ts'].map((file) =>
    file.replace(/\.ts$/, '.test.ts'),
  ),
];

/** Whether a file stands in a folder of src/ that is named by a domain's idea. */
export const isIdea = (file: string): boolean => /^src\/[a-z][a-z0-9-]*\/.+\.ts$/.test(file);

/** What else may stand directly in the package; changesets writes the change log at the first release. */
export const optionalFiles: readonly string[] = ['CHANGELOG.md'];

/** The folder in src/ that holds one file for each kind of record. */
export const recordsFolder = 'src/records/';

/** Configuration is a line that names the shared one. */
export const configFiles: Readonly<Record<string, string>> = {
  'eslint.config.js': "export { engine as default } from '@sourceos/eslint-config';\n",
  'tsconfig.json': '{ "extends": "@sourceos/tsconfig/library.json", "include": ["src"] }\n',
  'tsup.config.ts': "export { engine as default } from '@sourceos/tsup-config';\n",
  'vitest.config.ts': "export { default } from '@sourceos/vitest-config';\n",
};

/** The members of package.json that no engine chooses for itself. */
export const packageMembers = ({ packageName, directory }: EngineNames) => ({
  name: packageName,
  license: 'MIT',
  repository: {
    type: 'git',
    url: 'git+https://github.com/SourceOS-Linux/sync-engine-registry.git',
    directory,
  },
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19.0' },
  files: ['dist'],
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  publishConfig: { access: 'public', provenance: true },
  scripts: { build: 'tsup', lint: 'eslint .', typecheck: 'tsc', test: 'vitest run' },
  devDependencies: {
    '@sourceos/engine-laws': 'workspace:^',
    '@sourceos/eslint-config': 'workspace:^',
    '@sourceos/tsconfig': 'workspace:^',
    '@sourceos/tsup-config': 'workspace:^',
    '@sourceos/vitest-config': 'workspace:^',
    eslint: 'catalog:',
    tsup: 'catalog:',
    typescript: 'catalog:',
    vitest: 'catalog:',
  },
});

/** What an engine's own tests may need besides: properties of its domain. */
export const optionalDevDependencies: Readonly<Record<string, string>> = { 'fast-check': 'catalog:' };

/** What an engine has besides to be held to its promises. */
export const engineDevDependencies: Readonly<Record<string, string>> = {
  '@sourceos/sync-testkit': 'workspace:^',
  'fast-check': 'catalog:',
};

/** What an engine runs on. */
export const engineDependencies: Readonly<Record<string, string>> = { '@sourceos/sync-kernel': 'workspace:^' };

/** Dependencies that every engine has; a domain may need more. */
export const packageDependencies: Readonly<Record<string, string>> = {
  '@sourceos/sync-spec': 'workspace:^',
  zod: 'catalog:',
};

/** A package's description begins so, and goes on with what the engine is for. */
export const descriptionStart = ({ engineId }: EngineNames): string => `Sync engine ${engineId}: `;
