import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pnpm, withTemporaryFolder, type Finding } from '@sourceos/workspace';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPackages } from './check-packages.js';

interface Fixture {
  readonly json?: Readonly<Record<string, unknown>>;
  /** Files beside those of the good package, or instead of them; undefined leaves one out. */
  readonly files?: Readonly<Record<string, string | undefined>>;
}

const bin = (version: string): string =>
  `#!/usr/bin/env node\nconsole.log(process.argv[2] === '--version' ? '${version}' : 'usage: ' + process.argv[1]);\n`;

const good: Required<Fixture> = {
  json: {
    version: '1.0.0',
    description: 'A fixture',
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19.0' },
    files: ['dist', 'schemas'],
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './schemas/*.json': './schemas/*.json',
      './package.json': './package.json',
    },
  },
  files: {
    LICENSE: 'MIT',
    'README.md': '# A fixture\n',
    'schemas/a.json': '{}',
    'dist/index.js': "export const manifest = { id: 'a', list: ['b'] };\n",
    'dist/index.d.ts': "export declare const manifest: { readonly id: 'a'; readonly list: readonly ['b'] };\n",
  },
};

const withExports = (entry: Readonly<Record<string, unknown>>) => ({
  exports: { ...(good.json.exports as object), ...entry },
});

/** The good package, one that builds upon it, and one for each way to break it. */
const fixtures = (root: string): Readonly<Record<string, Fixture>> => ({
  good: { json: { bin: { 'fixture-good': './dist/cli.js' } }, files: { 'dist/cli.js': bin('1.0.0') } },
  dependent: {
    json: { dependencies: { '@fixture/good': 'workspace:^' } },
    files: { 'dist/index.js': "export { manifest } from '@fixture/good';\n" },
  },
  private: { json: { private: true }, files: { 'dist/index.js': 'syntax error' } },
  'no-licence': { files: { LICENSE: undefined } },
  'with-sources': { json: { files: ['dist', 'schemas', 'src'] }, files: { 'src/index.ts': 'export {};\n' } },
  'with-tests': { files: { 'dist/index.test.js': '' } },
  'with-config': { json: { files: ['dist', 'schemas', 'tsup.config.ts'] }, files: { 'tsup.config.ts': '' } },
  'with-path': { files: { 'dist/index.js.map': `{"sources":["${root}/src/index.ts"]}` } },
  'no-code': { json: withExports({ './more': './dist/more.js' }) },
  'no-types': { json: withExports({ './more': './dist/more.js' }), files: { 'dist/more.js': 'export const a = 1;\n' } },
  'default-first': {
    json: withExports({ '.': { default: './dist/index.js', types: './dist/index.d.ts' } }),
  },
  throws: { files: { 'dist/index.js': "throw new Error('no luck');\n" } },
  prints: { files: { 'dist/index.js': "console.log('hello');\nexport const manifest = { id: 'a', list: ['b'] };\n" } },
  empty: { files: { 'dist/index.js': 'export {};\n' } },
  'bad-json': { files: { 'schemas/a.json': '{' } },
  'wide-manifest': {
    files: {
      'dist/index.d.ts': "export declare const manifest: { readonly id: string; readonly list: readonly ['b'] };\n",
    },
  },
  'broken-types': { files: { 'dist/index.d.ts': "export { manifest } from './gone.js';\n" } },
  'wrong-version': { json: { bin: { 'fixture-wrong': './dist/cli.js' } }, files: { 'dist/cli.js': bin('0.0.0') } },
  'wrong-help': {
    json: { bin: { 'fixture-help': './dist/cli.js' } },
    files: {
      'dist/cli.js': '#!/usr/bin/env node\nif (process.argv[2] === "--help") process.exit(2);\nconsole.log("1.0.0");\n',
    },
  },
});

const writeWorkspace = (root: string): void => {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n');
  write('package.json', '{ "private": true }');
  for (const [name, fixture] of Object.entries(fixtures(root))) {
    const json = { name: `@fixture/${name}`, ...good.json, ...fixture.json };
    write(`packages/${name}/package.json`, JSON.stringify(json));
    for (const [file, text] of Object.entries({ ...good.files, ...fixture.files })) {
      if (text !== undefined) write(`packages/${name}/${file}`, text);
    }
  }
};

// One workspace, packed and installed once: each package in it is judged for itself.
let findings: readonly Finding[] = [];
const steps: string[] = [];
beforeAll(
  () =>
    withTemporaryFolder(async (root) => {
      writeWorkspace(root);
      const { code, output } = await pnpm(['install', '--offline'], root);
      expect(code, output).toBe(0);
      findings = await checkPackages(root, (step) => steps.push(step));
    }),
  180_000,
);

const findingsOf = (name: string): readonly string[] =>
  findings
    .filter(({ path }) => path.split(/[/:]/)[1] === name)
    .map(({ path, found }) => `${path.slice(`packages/${name}`.length)} ${found}`);

describe('pack-check', () => {
  it.each(['good', 'dependent', 'private'])('finds nothing wrong with the package %s', (name) => {
    expect(findingsOf(name)).toEqual([]);
  });

  it.each([
    ['no-licence', /LICENSE in the tarball nothing/],
    ['with-sources', /src\/index\.ts in the tarball a file that is not for users/],
    ['with-tests', /dist\/index\.test\.js in the tarball a file that is not for users/],
    ['with-config', /tsup\.config\.ts in the tarball a file that is not for users/],
    ['with-path', /dist\/index\.js\.map in the tarball a path of this machine/],
    ['no-code', /FILE_DOES_NOT_EXIST/],
    ['no-types', /UntypedResolution under node16-esm \("\.\/more"\)/],
    ['default-first', /EXPORTS_TYPES_SHOULD_BE_FIRST/],
    ['throws', /@fixture\/throws: no luck/],
    ['prints', /importing it ends with 0 and prints "hello\\n"/],
    ['empty', /@fixture\/empty: it exports nothing/],
    ['bad-json', /@fixture\/bad-json\/schemas\/a\.json: /],
    ['wide-manifest', /under NodeNext .*Type 'true' is not assignable to type 'false'/],
    ['wide-manifest', /under Bundler .*Type 'true' is not assignable to type 'false'/],
    ['broken-types', /under NodeNext .*gone\.js/],
    ['wrong-version', /fixture-wrong --version ends with 0 and prints "0\.0\.0\\n"/],
    ['wrong-help', /fixture-help --help ends with 2/],
  ])('finds what is wrong with the package %s', (name, finding) => {
    expect(findingsOf(name)).toContainEqual(expect.stringMatching(finding));
  });

  it('tells each step once', () => {
    expect(steps).toEqual(['pack', 'contents', 'publint', 'attw', 'install', 'import', 'type-check', 'commands']);
  });

  it('finds fault with a workspace that publishes nothing', () =>
    withTemporaryFolder(async (root) => {
      expect(await checkPackages(root, () => undefined)).toMatchObject([{ found: 'nothing to publish' }]);
    }));
});
