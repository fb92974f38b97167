import { describe, expect, it } from 'vitest';
import { checkCommandLines, installsOurs, type Commands } from './command-lines.js';
import type { ShellExample } from './example.js';

const entry = (name: string, more: object = {}) => ({
  directory: name,
  folder: `/${name}`,
  json: { name, version: '1.0.0', ...more },
});
const commands: Commands = {
  root: { packageManager: 'pnpm@10.0.0', scripts: { start: 'a', test: 'b', generate: 'c' } },
  packages: [
    entry('@sourceos/sync-shell'),
    entry('@sourceos/new-engine', { private: true, scripts: { 'new-engine': 'x' } }),
  ],
};
const found = (code: string, more: Partial<ShellExample> = {}) =>
  checkCommandLines({ language: 'sh', path: 'a.md', line: 1, code, exit: 0, continues: false, ...more }, commands).map(
    (finding) => finding.found,
  );
const notRun = { notRun: 'runs the gate' } as const;

describe('the names in a command', () => {
  it.each([
    ['npm install @sourceos/sync-shell zod', {}],
    ['npm install --save-dev @sourceos/sync-shell@^1.0.0', {}],
    ['pnpm add @sourceos/sync-shell', {}],
    ['npm start\nnpm test\nnpm run generate', notRun],
    ['npm run generate', { checkoutFolder: '' }],
    ['npx --yes pnpm@10.0.0 --filter @sourceos/new-engine run new-engine a', notRun],
    ['npm run anything', {}],
    ['$ npm start\nnpm run not a command but output', { ...notRun, language: 'console' as const }],
  ])('are there: %s', (code, more) => {
    expect(found(code, more)).toEqual([]);
  });

  it.each([
    ['npm install @sourceos/sync-shel', {}, '@sourceos/sync-shel, which is not a published package of the workspace'],
    ['npm i @sourceos/new-engine', {}, '@sourceos/new-engine, which is not a published package of the workspace'],
    ['npm run gone', notRun, 'the script "gone", which package.json does not have'],
    [
      '$ npm run gone',
      { ...notRun, language: 'console' as const },
      'the script "gone", which package.json does not have',
    ],
    ['npm run gone', { checkoutFolder: '' }, 'the script "gone", which package.json does not have'],
    ['pnpm --filter @sourceos/gone run x', notRun, '@sourceos/gone, which is not a package of the workspace'],
    ['pnpm --filter @sourceos/new-engine run x', notRun, 'the script "x", which @sourceos/new-engine does not have'],
    [
      'npx --yes pnpm@9.0.0 --filter @sourceos/new-engine run new-engine',
      notRun,
      'pnpm@9.0.0, while the repository uses pnpm@10.0.0',
    ],
  ])('are not there: %s', (code, more, finding) => {
    expect(found(code, more)).toEqual([expect.stringContaining(finding)]);
  });
});

it('takes out the lines that install our packages, and no others', () => {
  expect(['npm install @sourceos/sync-shell', '  pnpm add -D @sourceos/sync-estate'].filter(installsOurs)).toHaveLength(
    2,
  );
  expect(['npm install zod', 'npx @sourceos/sync-estate check', 'echo @sourceos/a'].filter(installsOurs)).toEqual([]);
});

describe('an example that is run', () => {
  it.each([
    'npm start',
    'npm test',
    'npm install',
    'npm install zod',
    'npm ci',
    'npx --yes pnpm@10.0.0 install',
    'yarn',
  ])('has no line %s', (line) => {
    const [finding, ...more] = found(`echo a\n  ${line}`);
    expect(finding).toBe(`"${line}" in an example that is run`);
    expect(more).toEqual([]);
    expect(found(line, notRun)).toEqual([]);
  });
});
