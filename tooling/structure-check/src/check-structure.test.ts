import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeFinding, filesOf, withTemporaryFolder, workspaceRoot } from '@sourceos/workspace';
import { describe, expect, it } from 'vitest';
import { checkStructure } from './check-structure.js';

const folderOf = (file: string): string => file.split('/')[0] ?? file;

// What the mutations touch: an engine, a package that is none, something of each entry at the top; and the versions.
const all = await filesOf(workspaceRoot);
const files = all.filter(
  (file, index) =>
    /^packages\/(?:sync-(?:shell|spec|workspace)\/|[^/]+\/package\.json$)/.test(file) ||
    folderOf(file) !== folderOf(all[index - 1] ?? ''),
);
const shell = 'packages/sync-shell';
const workspace = 'packages/sync-workspace';
// Until every package has its engine, the rooms of this one depend on whether it has.
const isEngine = files.includes(`${shell}/src/engine.ts`);

/** A folder of a copied repository, and how to break it. */
const copyOf = (root: string) => {
  for (const file of files) cpSync(join(workspaceRoot, file), join(root, file), { recursive: true });
  const edit = (path: string, change: (text: string) => string): void => {
    const before = readFileSync(join(root, path), 'utf8');
    const after = change(before);
    // A mutation that changes nothing would test nothing.
    if (after === before) throw new Error(`${path} was not changed`);
    writeFileSync(join(root, path), after);
  };
  return {
    edit,
    json: (path: string, change: (json: Record<string, unknown>) => void) =>
      edit(path, (text) => {
        const json = JSON.parse(text) as Record<string, unknown>;
        change(json);
        return JSON.stringify(json);
      }),
    remove: (path: string) => rmSync(join(root, path), { recursive: true }),
    write: (path: string, text = '') => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    move: (from: string, to: string) => renameSync(join(root, from), join(root, to)),
  };
};
type Copy = ReturnType<typeof copyOf>;

/** The findings that a mutation adds to those that the repository has of itself. */
const findingsAfter = (mutate: (copy: Copy) => void): Promise<readonly string[]> =>
  withTemporaryFolder(async (root) => {
    const copy = copyOf(root);
    const before = new Set((await checkStructure(root)).map(describeFinding));
    mutate(copy);
    return (await checkStructure(root)).map(describeFinding).filter((finding) => !before.has(finding));
  });

const packageJson = `${shell}/package.json`;
// The packages share a version that every release moves.
const { version } = JSON.parse(readFileSync(join(workspaceRoot, packageJson), 'utf8')) as { version: string };
const setMember = (member: string, value: unknown) => (copy: Copy) =>
  copy.json(packageJson, (json) => (json[member] = value));

type Mutation = readonly [name: string, mutate: (copy: Copy) => void, finding: string];

const everyFile = 'nothing; expected the file that its siblings have';
const requiredFiles: readonly Mutation[] = [
  'eslint.config.js',
  'src/index.ts',
  'src/manifest.test.ts',
  'src/manifest.ts',
  'src/record.test.ts',
  'src/record.ts',
  'tsconfig.json',
  'tsup.config.ts',
  'vitest.config.ts',
].map((file) => [`no ${file}`, (copy) => copy.remove(`${shell}/${file}`), `${shell}/${file}: ${everyFile}`]);

const configurations: readonly Mutation[] = [
  'eslint.config.js',
  'tsconfig.json',
  'tsup.config.ts',
  'vitest.config.ts',
].map((file) => [
  `a ${file} of its own`,
  (copy) => copy.edit(`${shell}/${file}`, (text) => `${text}// more\n`),
  `${shell}/${file}: other text; expected ${readFileSync(join(workspaceRoot, shell, file), 'utf8').trim()}`,
]);

const unexpectedFile = 'a file that other engine packages do not have; expected it in';
const unexpected = isEngine
  ? `${unexpectedFile} a folder of src/ named by its idea, or not at all`
  : `${unexpectedFile} src/records/ or not at all`;
const rooms: readonly Mutation[] = [
  ['a further file in the package', (copy) => copy.write(`${shell}/NOTES.md`), `${shell}/NOTES.md: ${unexpected}`],
  ['a further file in src', (copy) => copy.write(`${shell}/src/util.ts`), `${shell}/src/util.ts: ${unexpected}`],
  ['a further folder', (copy) => copy.write(`${shell}/lib/a.ts`), `${shell}/lib/a.ts: ${unexpected}`],
  [
    'no kind of record',
    (copy) => copy.remove(`${shell}/src/records`),
    `${shell}/src/records/: nothing; expected a file for each kind of record`,
  ],
  ['no package at all', (copy) => copy.remove(shell), `${shell}: nothing; expected the package of sourceos.sync.shell`],
];

const workspaceJson = `${workspace}/package.json`;
const engineRooms: readonly Mutation[] = [
  ...[
    'src/audit.ts',
    'src/authorize.ts',
    'src/changes.ts',
    'src/classify.ts',
    'src/conformance.test.ts',
    'src/describe.ts',
    'src/migrations.ts',
    'src/redact.ts',
    'src/scenarios.test.ts',
    'src/testing/arbitrary.ts',
  ].map((file): Mutation => [
    `an engine without ${file}`,
    (copy) => copy.remove(`${workspace}/${file}`),
    `${workspace}/${file}: ${everyFile}`,
  ]),
  [
    'a further file in src of an engine',
    (copy) => copy.write(`${workspace}/src/util.ts`),
    `${workspace}/src/util.ts: ${unexpectedFile} a folder of src/ named by its idea, or not at all`,
  ],
  [
    'an engine that is not exported',
    (copy) => copy.edit(`${workspace}/src/index.ts`, (text) => text.replace('{ engine }', '{ engine as it }')),
    `${workspace}/src/index.ts: no export of engine; expected engine, changes, manifest, workspaceRecord and type WorkspaceRecord`,
  ],
  [
    'an engine that does not run on the kernel',
    (copy) =>
      copy.json(
        workspaceJson,
        (json) => delete (json.dependencies as Record<string, unknown>)['@sourceos/sync-kernel'],
      ),
    `${workspaceJson}: dependencies["@sourceos/sync-kernel"] is nothing; expected "workspace:^"`,
  ],
  [
    'an engine that is held to nothing',
    (copy) =>
      copy.json(
        workspaceJson,
        (json) => delete (json.devDependencies as Record<string, unknown>)['@sourceos/sync-testkit'],
      ),
    `${workspaceJson}: devDependencies["@sourceos/sync-testkit"] is nothing; expected "workspace:^"`,
  ],
];

const members: readonly Mutation[] = [
  [
    'another script',
    (copy) => copy.json(packageJson, (json) => ((json.scripts as { test: string }).test = 'true')),
    `${packageJson}: scripts.test is "true"; expected "vitest run"`,
  ],
  [
    'one script more',
    (copy) => copy.json(packageJson, (json) => ((json.scripts as Record<string, string>).postinstall = 'x')),
    `${packageJson}: scripts.postinstall is "x"; expected nothing`,
  ],
  [
    'another export',
    (copy) => copy.json(packageJson, (json) => ((json.exports as Record<string, unknown>)['./x'] = './x')),
    `${packageJson}: exports["./x"] is "./x"; expected nothing`,
  ],
  ['no files', setMember('files', []), `${packageJson}: files is []; expected ["dist"]`],
  [
    'another Node',
    setMember('engines', { node: '>=18' }),
    `${packageJson}: engines.node is ">=18"; expected ">=20.19.0"`,
  ],
  [
    'a development dependency of its own',
    (copy) => copy.json(packageJson, (json) => ((json.devDependencies as Record<string, string>).ajv = 'catalog:')),
    `${packageJson}: devDependencies.ajv is "catalog:"; expected nothing`,
  ],
  [
    'an optional development dependency at a version of its own',
    (copy) =>
      copy.json(packageJson, (json) => ((json.devDependencies as Record<string, string>)['fast-check'] = '^4.0.0')),
    `${packageJson}: devDependencies["fast-check"] is "^4.0.0"; expected "catalog:"`,
  ],
  [
    'no laws of engines',
    (copy) =>
      copy.json(
        packageJson,
        (json) => delete (json.devDependencies as Record<string, string>)['@sourceos/engine-laws'],
      ),
    `${packageJson}: devDependencies["@sourceos/engine-laws"] is nothing; expected "workspace:^"`,
  ],
  [
    'no provenance',
    setMember('publishConfig', { access: 'public' }),
    `${packageJson}: publishConfig.provenance is nothing; expected true`,
  ],
  [
    'no zod',
    (copy) => copy.json(packageJson, (json) => delete (json.dependencies as Record<string, unknown>).zod),
    `${packageJson}: dependencies["zod"] is nothing; expected "catalog:"`,
  ],
  ['CommonJS', setMember('type', 'commonjs'), `${packageJson}: type is "commonjs"; expected "module"`],
  [
    'another description',
    setMember('description', 'A shell'),
    `${packageJson}: description is "A shell"; expected it to begin with "Sync engine sourceos.sync.shell: "`,
  ],
];

const exported = `${isEngine ? 'engine, changes, ' : ''}manifest, shellRecord`;

const names: readonly Mutation[] = [
  [
    'another package name',
    setMember('name', '@sourceos/shell'),
    `${packageJson}: name is "@sourceos/shell"; expected "@sourceos/sync-shell"`,
  ],
  [
    'another repository folder',
    (copy) => copy.json(packageJson, (json) => ((json.repository as { directory: string }).directory = 'shell')),
    `${packageJson}: repository.directory is "shell"; expected "packages/sync-shell"`,
  ],
  [
    'another engine id',
    (copy) =>
      copy.edit(`${shell}/src/manifest.ts`, (text) => text.replace("'sourceos.sync.shell'", "'sourceos.sync.shel'")),
    `${shell}/src/manifest.ts: the engineId 'sourceos.sync.shel'; expected 'sourceos.sync.shell'`,
  ],
  [
    'an engine id that is computed',
    (copy) => copy.edit(`${shell}/src/manifest.ts`, (text) => text.replace("'sourceos.sync.shell'", 'id()')),
    `${shell}/src/manifest.ts: no manifest with a literal engineId; expected 'sourceos.sync.shell'`,
  ],
  [
    'another record export',
    (copy) => copy.edit(`${shell}/src/index.ts`, (text) => text.replace('shellRecord,', 'shellRecord as record,')),
    `${shell}/src/index.ts: no export of shellRecord; expected ${exported} and type ShellRecord`,
  ],
  [
    'no record type',
    (copy) =>
      copy.edit(`${shell}/src/index.ts`, (text) => text.replace('type ShellRecord', 'type ShellRecord as Record')),
    `${shell}/src/index.ts: no export of type ShellRecord; expected ${exported} and type ShellRecord`,
  ],
  [
    'a package whose folder is no engine',
    (copy) => copy.move(shell, 'packages/sync-shel'),
    `${shell}: nothing; expected the package of sourceos.sync.shell`,
  ],
];

const lineOf = (heading: string): number =>
  readFileSync(join(workspaceRoot, shell, 'README.md'), 'utf8')
    .split('\n')
    .indexOf(heading) + 1;

const headings: readonly Mutation[] = [
  [
    'a renamed heading',
    (copy) => copy.edit(`${shell}/README.md`, (text) => text.replace('## Records', '## The records')),
    `${shell}/README.md:${lineOf('## Records')}: the heading "## The records"; expected the heading "## Records"`,
  ],
  [
    'a heading left out',
    (copy) => copy.edit(`${shell}/README.md`, (text) => text.replace('## Versioning\n', '')),
    `${shell}/README.md: no heading after "## Example"; expected the heading "## Versioning"`,
  ],
  [
    'a heading more',
    (copy) =>
      copy.edit(`${shell}/README.md`, (text) =>
        text.replace('\n## Versioning', '\n## Versioning\n\n## Licence\n\n## Versions'),
      ),
    `${shell}/README.md:${lineOf('## Versioning') + 2}: the heading "## Licence"; expected no further heading`,
  ],
];

const everyPackage: readonly Mutation[] = [
  ['another version', setMember('version', '9.9.9'), `${packageJson}: version is "9.9.9"; expected "${version}"`],
  ['another licence', setMember('license', 'ISC'), `${packageJson}: license is "ISC"; expected "MIT"`],
  [
    'nothing said of side effects',
    (copy) => copy.json('packages/sync-spec/package.json', (json) => delete json.sideEffects),
    'packages/sync-spec/package.json: sideEffects is nothing; expected false, or the list of files with side effects',
  ],
  [
    'another licence text',
    (copy) => copy.edit('packages/sync-spec/LICENSE', (text) => text.replace('Permission', 'No permission')),
    "packages/sync-spec/LICENSE: other text; expected the text of the root's LICENSE",
  ],
  [
    'no licence text',
    (copy) => copy.remove('packages/sync-spec/LICENSE'),
    'packages/sync-spec/LICENSE: nothing; expected the file that its siblings have',
  ],
  ['no README', (copy) => copy.remove(`${shell}/README.md`), `${shell}/README.md: ${everyFile}`],
  [
    'a folder without package.json',
    (copy) => copy.write('packages/notes/a.md'),
    'packages/notes/package.json: nothing; expected the package.json of a package',
  ],
];

const hostJson = 'packages/sync-host/package.json';
const shellPackage = '@sourceos/sync-shell';
const editHost = (member: string, change: (members: Record<string, unknown>) => void) => (copy: Copy) =>
  copy.json(hostJson, (json) => change(json[member] as Record<string, unknown>));
const host: readonly Mutation[] = [
  [
    'a host without the peer of an engine',
    editHost('peerDependencies', (peers) => Reflect.deleteProperty(peers, shellPackage)),
    `${hostJson}: ${shellPackage} is no optional peer; expected peerDependencies and peerDependenciesMeta to have it`,
  ],
  [
    'a host that cannot do without an engine',
    editHost('peerDependenciesMeta', (meta) => Reflect.deleteProperty(meta, shellPackage)),
    `${hostJson}: ${shellPackage} is no optional peer; expected peerDependencies and peerDependenciesMeta to have it`,
  ],
  [
    'a host that brings an engine along',
    editHost('dependencies', (dependencies) => (dependencies[shellPackage] = 'workspace:^')),
    `${hostJson}: ${shellPackage} is a dependency; expected an optional peer alone`,
  ],
  [
    'a host that is not tested with an engine',
    editHost('devDependencies', (dependencies) => Reflect.deleteProperty(dependencies, shellPackage)),
    `${hostJson}: ${shellPackage} is no devDependency; expected workspace:^, for the tests of the command`,
  ],
  [
    'a host with another peer',
    editHost('peerDependencies', (peers) => (peers['left-pad'] = '^1.0.0')),
    `${hostJson}: the peer left-pad; expected no peers but the canonical engines`,
  ],
];

const top: readonly Mutation[] = [
  [
    'a further file at the top',
    (copy) => copy.write('tsconfig.json', '{}'),
    'tsconfig.json: an entry that the top level does not have; expected it in one of the folders',
  ],
  [
    'a further folder at the top',
    (copy) => copy.write('scripts/a.sh'),
    'scripts: an entry that the top level does not have; expected it in one of the folders',
  ],
  [
    'an entry gone from the top',
    (copy) => copy.remove('turbo.json'),
    'turbo.json: nothing; expected an entry that the top level has',
  ],
];

describe('structure-check finds', () => {
  it.each([
    ...requiredFiles,
    ...configurations,
    ...rooms,
    ...engineRooms,
    ...members,
    ...names,
    ...headings,
    ...everyPackage,
    ...host,
    ...top,
  ])('%s', async (_, mutate, finding) => {
    expect(await findingsAfter(mutate)).toContain(finding);
  });
});

describe('structure-check allows', () => {
  it('further kinds of record, deeper headings and the change log that a release writes', async () => {
    const findings = await findingsAfter((copy) => {
      copy.write(`${shell}/src/records/other.ts`);
      copy.write(`${shell}/CHANGELOG.md`, '# Changes\n');
      copy.edit(`${shell}/README.md`, (text) => text.replace('## Example', '### More\n\n## Example'));
      copy.json(packageJson, (json) => ((json.dependencies as Record<string, string>).semver = 'catalog:'));
    });
    expect(findings).toEqual([]);
  });

  it('folders that are named by an idea of the domain, in an engine', async () => {
    const findings = await findingsAfter((copy) => {
      copy.write(`${workspace}/src/lease/expiry.ts`);
      copy.write(`${workspace}/src/classify.test.ts`);
    });
    expect(findings).toEqual([]);
  });

  it('property tests of the domain, which need fast-check', async () => {
    const findings = await findingsAfter((copy) =>
      copy.json(packageJson, (json) => ((json.devDependencies as Record<string, string>)['fast-check'] = 'catalog:')),
    );
    expect(findings).toEqual([]);
  });

  it('what is ignored: built code and installed packages', async () => {
    const findings = await findingsAfter((copy) => {
      copy.write(`${shell}/dist/index.js`);
      copy.write('node_modules/a/index.js');
    });
    expect(findings).toEqual([]);
  });
});
