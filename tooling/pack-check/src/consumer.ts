import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Finding } from '@sourceos/workspace';
import type { PackedPackage } from './packed-package.js';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
}

/**
 * Makes an empty project and installs all tarballs into it, with npm, without install scripts.
 *
 * @returns what is wrong with the installation: that it failed, or that a sibling came from elsewhere
 */
export const installConsumer = async (
  folder: string,
  packages: readonly PackedPackage[],
): Promise<readonly Finding[]> => {
  const dependencies = Object.fromEntries(packages.map(({ json, tarball }) => [json.name, `file:${tarball}`]));
  // Siblings depend on each other by range, and no registry has this version yet: every range means its tarball.
  const overrides = Object.fromEntries(packages.map(({ json }) => [json.name, `$${json.name}`]));
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies, overrides };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { code, output } = await run('npm', args, { cwd: folder });
  if (code !== 0) {
    return [{ path: 'packages', found: `npm could not install the tarballs:\n${output}`, expected: 'an installation' }];
  }
  const lockfile = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as Lockfile;
  return packages.flatMap(({ directory, json }) =>
    Object.entries(lockfile.packages)
      .filter(([path, { resolved }]) => path.endsWith(`node_modules/${json.name}`) && !resolved?.startsWith('file:'))
      .map(([path, { resolved }]) => ({
        path: directory,
        found: `${path} came from ${resolved ?? 'nowhere'}`,
        expected: 'its tarball',
      })),
  );
};
