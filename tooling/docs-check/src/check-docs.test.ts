import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeFinding, withTemporaryFolder, type Finding } from '@sourceos/workspace';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDocs } from './check-docs.js';

const nodeTypes = fileURLToPath(new URL('../node_modules/@types/node', import.meta.url));

const fence = (info: string, ...code: readonly string[]): string => ['```' + info, ...code, '```', ''].join('\n');

/** A repository with one built package that has a command; the command prints its arguments and can fail. */
const repository: Readonly<Record<string, string>> = {
  '.gitignore': 'node_modules/\ndist/\n',
  'package.json': '{ "packageManager": "pnpm@10.0.0", "scripts": { "start": "x", "test": "x" } }',
  'packages/a/package.json': JSON.stringify({
    name: '@sourceos/a',
    version: '1.0.0',
    type: 'module',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    bin: { 'say-a': './dist/cli.js' },
  }),
  'packages/a/dist/index.js': 'export const answer = 42;\n',
  'packages/a/dist/index.d.ts': 'export declare const answer: 42;\n',
  'packages/a/dist/cli.js':
    "console.log('a', ...process.argv.slice(2));\nif (process.argv[2] === 'fail') process.exitCode = 3;\n",
  'docs/example/input.txt': 'input\n',
};

/** Documents in which everything is right. */
const good: Readonly<Record<string, string>> = {
  'README.md': [
    '# Good',
    'See [the package](packages/a/README.md#use) and [the example](docs/example/).',
    fence('sh', 'npm install @sourceos/a', 'say-a one', 'npx say-a two', 'test ! -e written', 'touch written'),
    fence('sh', 'test ! -e written'),
    fence('sh not-run="runs the gate"', 'npm start', 'npm test'),
    fence('json', '{ not checked }'),
  ].join('\n'),
  'packages/a/README.md': [
    '# A',
    '## Use',
    fence(
      'ts',
      "import { answer } from '@sourceos/a';",
      "import assert from 'node:assert';",
      'const a: 42 = answer;',
      'assert(a === 42);',
    ),
    fence('ts', 'const a = await Promise.resolve(1);', 'console.log(a);'),
    fence('ts not-run="needs the network"', "await fetch('https://example.invalid/');"),
  ].join('\n'),
  'docs/shell.md': [
    '# Shell',
    fence('sh exit=3', 'say-a fail'),
    fence('bash', 'set -- a b; [[ $# == 2 ]]'),
    fence('console', '$ say-a one', 'a one', '$ printf "x\\ny\\nz\\n"', 'x', '…', 'z'),
    fence('console exit=3', '$ say-a fail', 'a fail'),
    fence('sh in=checkout', 'grep -q input docs/example/input.txt', 'rm docs/example/input.txt'),
    fence('sh in=checkout/docs/example', 'test -f input.txt', 'echo more > more.txt'),
    fence('sh continue in=checkout/docs/example', 'test -f more.txt'),
  ].join('\n'),
};

/** Documents with one fault each, and the finding that tells it. */
const bad: readonly (readonly [path: string, text: string, finding: RegExp])[] = [
  [
    'docs/type-error.md',
    fence('ts', 'const a = 1;', 'const b: string = a;'),
    /:3: Type 'number' is not assignable to type 'string'/,
  ],
  ['docs/syntax-error.md', fence('ts', 'const a = ;'), /:2: .*; expected an example that compiles/],
  [
    'docs/no-such-export.md',
    fence('ts', "import { gone } from '@sourceos/a';", 'gone();'),
    /:2: Module '"@sourceos\/a"' has no exported member 'gone'/,
  ],
  ['docs/implicit-any.md', fence('ts', 'export const f = (a) => a;'), /:2: Parameter 'a' implicitly has an 'any' type/],
  [
    'docs/throws.md',
    `# Title\n\n${fence('ts', "throw new Error('no luck');")}`,
    /:3: an example that ends with 1:[^]*no luck/,
  ],
  ['docs/not-run.md', fence('ts not-run="needs the network"', 'const a: string = 1;'), /:2: Type 'number'/],
  ['docs/shell-fails.md', fence('sh', 'false', 'true'), /:1: an example that ends with 1:[^]*; expected exit code 0/],
  [
    'docs/shell-succeeds.md',
    fence('sh exit=3', 'say-a one'),
    /:1: an example that ends with 0:[^]*a one; expected exit code 3/,
  ],
  ['docs/no-command.md', fence('sh', 'say-b'), /:1: an example that ends with 127/],
  ['docs/pipe.md', fence('bash', 'false | true'), /:1: an example that ends with 1/],
  [
    'docs/output.md',
    fence('console', '$ say-a one', 'a two'),
    /:1: another output:[^]*a one; expected what the example shows/,
  ],
  [
    'docs/no-folder.md',
    fence('sh in=checkout/gone', 'true'),
    /:1: in=checkout\/gone; expected a folder of the repository/,
  ],
  [
    'docs/install.md',
    fence('sh', 'npm install @sourceos/b'),
    /:1: "npm install @sourceos\/b" names @sourceos\/b, which is not a published package/,
  ],
  [
    'docs/gate.md',
    fence('sh in=checkout', 'npm test'),
    /:1: "npm test" in an example that is run; expected not-run with a reason/,
  ],
  ['docs/script.md', fence('sh not-run="takes minutes"', 'npm run gone'), /:1: "npm run gone" names the script "gone"/],
  ['docs/link.md', '# Link\n\nSee [it](gone.md).\n', /:3: a link to gone\.md, which is not there/],
  [
    'docs/anchor.md',
    '# Anchor\n\nSee [it](../README.md#gone).\n',
    /:3: a link to \.\.\/README\.md#gone, where no heading is #gone/,
  ],
  ['docs/language.md', fence('', 'npm start'), /:1: a code block without a language/],
  ['docs/reason.md', fence('sh not-run="later"', 'false'), /:1: not-run="later"; expected one of the reasons/],
];

const check = (documents: Readonly<Record<string, string>>) =>
  withTemporaryFolder(async (root) => {
    for (const [path, text] of Object.entries({ ...repository, ...documents })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkDocs(root, { '@types/node': nodeTypes });
  });

describe('docs-check', () => {
  it('finds nothing wrong with documents that are right', { timeout: 120_000 }, async () => {
    expect(await check(good)).toEqual({ findings: [], documents: 3, examples: 13 });
  });

  describe('finds', () => {
    // One repository for all faults: each document is judged for itself.
    let findings: readonly Finding[] = [];
    beforeAll(async () => {
      ({ findings } = await check({
        ...good,
        ...Object.fromEntries(bad.map(([path, text]) => [path, text])),
      }));
    }, 120_000);

    it.each(bad)('the fault in %s', (path, _, finding) => {
      const ofDocument = findings.filter((candidate) => candidate.path === path).map(describeFinding);
      expect(ofDocument).toEqual([expect.stringMatching(finding)]);
    });

    it('nothing in the documents beside them that are right', () => {
      expect(findings.filter(({ path }) => Object.hasOwn(good, path))).toEqual([]);
    });
  });
});
