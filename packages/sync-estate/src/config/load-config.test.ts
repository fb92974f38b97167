import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { loadConfig } from './load-config.js';

const load = async (files: Readonly<Record<string, string>>) => {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const loaded = await loadConfig(folder);
  return loaded.ok ? loaded.value : loaded.message.replaceAll(`${folder}/`, '');
};

const own = (text: string) => load({ 'sourceos.config.json': text });

describe('loadConfig', () => {
  it('reads sourceos.config.json', async () => {
    const config = { $schema: './config.schema.json', failOn: 'warn', only: ['engine/*'], maxWarnings: 0 };
    expect(await own(JSON.stringify(config))).toEqual(config);
  });

  it('reads the member sourceos of package.json', async () => {
    expect(await load({ 'package.json': '{"name":"a","sourceos":{"strict":true}}' })).toEqual({ strict: true });
  });

  it('takes sourceos.config.json before package.json, whole', async () => {
    const files = { 'sourceos.config.json': '{"strict":true}', 'package.json': '{"sourceos":{"failOn":"warn"}}' };
    expect(await load(files)).toEqual({ strict: true });
  });

  it('is nothing where neither says anything', async () => {
    expect(await load({})).toEqual({});
    expect(await load({ 'package.json': '{"name":"a"}' })).toEqual({});
  });

  it('does not look above its folder', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'sourceos.config.json': '{"strict":true}', 'inner/README.md': '' });
    expect(await loadConfig(join(folder, 'inner'))).toEqual({ ok: true, value: {} });
  });

  it('leaves a package.json alone that is none of its business', async () => {
    expect(await load({ 'package.json': '{ broken' })).toEqual({});
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'package.json'));
    expect(await loadConfig(folder)).toEqual({ ok: true, value: {} });
  });
});

describe('a wrong configuration is refused with its place, what was found and what was expected', () => {
  it.each([
    [
      'a misspelt key',
      '{\n  "failon": "warn"\n}',
      'sourceos.config.json:2:3: /failon is not known; did you mean failOn?',
    ],
    [
      'an unknown key',
      '{\n  "plugins": []\n}',
      'sourceos.config.json:2:3: /plugins is not known; there are $schema, sources, failOn, maxWarnings, only, skip, strict, baseline, reporters, layout, concurrency',
    ],
    [
      'a prototype key',
      '{\n  "strict": true,\n  "__proto__": {}\n}',
      'sourceos.config.json:3:3: /__proto__ is not known; there are $schema, sources, failOn, maxWarnings, only, skip, strict, baseline, reporters, layout, concurrency',
    ],
    [
      'a name outside its set',
      '{\n  "failOn": "warning"\n}',
      'sourceos.config.json:2:13: /failOn is "warning"; expected "error" or "warn" or "info" or "never"',
    ],
    ['a wrong type', '{\n  "strict": "yes"\n}', 'sourceos.config.json:2:13: /strict is "yes"; expected boolean'],
    ['a wrong item', '{\n  "only": [1]\n}', 'sourceos.config.json:2:12: /only/0 is 1; expected string'],
    ['an empty name', '{ "skip": [""] }', 'sourceos.config.json:1:12: /skip/0 is ""; expected text that is not empty'],
    [
      'a number that is too small',
      '{ "maxWarnings": -1 }',
      'sourceos.config.json:1:18: /maxWarnings is -1; expected 0 or more',
    ],
    [
      'a number that is too large',
      '{ "concurrency": 1000 }',
      'sourceos.config.json:1:18: /concurrency is 1000; expected 256 or less',
    ],
    ['a list where the document should be', '[]', 'sourceos.config.json:1:1: the document is []; expected object'],
    ['an empty file', '', 'sourceos.config.json:1:1: The file is empty'],
  ])('%s', async (_, text, message) => {
    expect(await own(text)).toBe(message);
  });

  it('a syntax error', async () => {
    expect(await own('{\n  "strict": true,\n}')).toMatch(/^sourceos\.config\.json:3:1: The file is not JSON: /);
  });

  it('a wrong member of package.json', async () => {
    expect(await load({ 'package.json': '{\n  "name": "a",\n  "sourceos": { "strct": true }\n}' })).toBe(
      'package.json:3:17: /sourceos/strct is not known; did you mean strict?',
    );
  });

  it('nesting without end', async () => {
    expect(await own('['.repeat(100_000))).toBe('sourceos.config.json is nested more than 64 levels deep');
  });

  it('a folder of that name', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'sourceos.config.json'));
    expect(await loadConfig(folder)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/is not a file$/) as string,
    });
  });
});
