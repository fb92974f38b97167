import { Package } from '@arethetypeswrong/core';
import { describe, expect, it } from 'vitest';
import { checkContents } from './check-contents.js';
import type { PackedPackage } from './packed-package.js';

const packed = (
  files: Readonly<Record<string, string>>,
  json: Readonly<Record<string, unknown>> = {},
): PackedPackage => {
  const all: Readonly<Record<string, string>> = { LICENSE: '', 'README.md': '', 'package.json': '{}', ...files };
  return {
    directory: 'packages/a',
    json: { name: 'a', version: '1.0.0', ...json },
    tarball: '/a.tgz',
    data: new Uint8Array(),
    contents: new Package({}, 'a', '1.0.0'),
    files: Object.keys(all),
    read: (file) => all[file] ?? '',
  };
};

const found = (...args: Parameters<typeof packed>) =>
  checkContents(packed(...args), '/home/x/registry/').map((f) => f.found);

describe('the contents of a tarball', () => {
  it.each(['workspace:^', 'catalog:', 'file:../b', 'link:../b'])('may not have the range %s', (range) => {
    expect(found({}, { dependencies: { b: range } })).toEqual([`dependencies["b"] is "${range}"`]);
    expect(found({}, { devDependencies: { b: range } })).toEqual([`devDependencies["b"] is "${range}"`]);
  });

  it('may not have the path of the workspace, and may have one that only looks like it', () => {
    expect(found({ 'dist/a.js': '// /home/x/registry/src' })).toEqual(['a path of this machine']);
    expect(found({ 'dist/a.js': '"file:///home/x/registry/src"' })).toEqual(['a path of this machine']);
    expect(found({ 'dist/a.js': '// example/home/x/registry/src, /home/x/registry2/src' })).toEqual([]);
  });

  it('may have code, declarations, schemas and a change log', () => {
    const files = {
      'dist/a.js': '',
      'dist/a.d.ts': '',
      'dist/a.js.map': '{}',
      'schemas/a.json': '{}',
      'CHANGELOG.md': '',
    };
    expect(found(files, { dependencies: { b: '^1.0.0' } })).toEqual([]);
  });
});
