import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isPublished, readPackages } from './packages.js';
import { withTemporaryFolder } from './temporary-folder.js';

it('reads the folders that have a package.json, by name', () =>
  withTemporaryFolder((root) => {
    for (const name of ['b', 'a', 'not-a-package']) mkdirSync(join(root, 'packages', name), { recursive: true });
    writeFileSync(join(root, 'packages/b/package.json'), '{ "name": "b", "version": "1.0.0" }');
    writeFileSync(join(root, 'packages/a/package.json'), '{ "name": "a", "version": "1.0.0", "private": true }');
    const packages = readPackages(root);
    expect(packages.map(({ directory }) => directory)).toEqual(['packages/a', 'packages/b']);
    expect(packages.filter(isPublished).map(({ json }) => json.name)).toEqual(['b']);
  }));

it('finds none in a folder that is not there', () =>
  withTemporaryFolder((root) => expect(readPackages(root, 'tooling')).toEqual([])));
