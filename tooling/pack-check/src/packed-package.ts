import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import {
  isPublished,
  pnpm,
  readPackages,
  type Finding,
  type PackageJson,
  type WorkspacePackage,
} from '@sourceos/workspace';

/** A published package as its tarball has it. */
export interface PackedPackage {
  /** Its folder in the workspace, for messages. */
  readonly directory: string;
  /** package.json as it was packed: pnpm has put versions in the place of `workspace:` and `catalog:`. */
  readonly json: PackageJson;
  /** Absolute path of the tarball. */
  readonly tarball: string;
  readonly data: Uint8Array;
  /** The tarball's files, for the type checks. */
  readonly contents: Package;
  /** The tarball's files, relative to the package, sorted. */
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

const readTarball = async ({ directory }: WorkspacePackage, tarball: string): Promise<PackedPackage> => {
  const data = new Uint8Array(await readFile(tarball));
  const contents = createPackageFromTarballData(data);
  const prefix = `/node_modules/${contents.packageName}/`;
  const read = (file: string): string => contents.readFile(prefix + file);
  return {
    directory,
    json: JSON.parse(read('package.json')) as PackageJson,
    tarball,
    data,
    contents,
    files: contents
      .listFiles()
      .map((path) => path.slice(prefix.length))
      .sort(),
    read,
  };
};

const failure = (found: string): Finding => ({ path: 'packages', found, expected: 'a tarball of every package' });

/**
 * Packs every published package of a workspace as a release would, each once.
 *
 * @param root the workspace
 * @param folder where the tarballs go
 * @returns the packages, or a finding where pnpm could not pack them
 */
export const packAll = async (root: string, folder: string): Promise<readonly PackedPackage[] | Finding> => {
  const published = readPackages(root).filter(isPublished);
  if (published.length === 0) return failure('nothing to publish');
  const filters = published.map(({ json }) => `--filter=${json.name}`);
  const args = ['--recursive', ...filters, '--workspace-concurrency=2', 'pack', '--json', '--pack-destination', folder];
  const { code, stdout, output } = await pnpm(args, root);
  if (code !== 0) return failure(`pnpm pack ends with ${code}:\n${output}`);
  const packed: unknown = JSON.parse(stdout);
  const tarballs = new Map(
    (Array.isArray(packed) ? packed : [packed]).map((entry: { name: string; filename: string }) => [
      entry.name,
      join(folder, basename(entry.filename)),
    ]),
  );
  return Promise.all(
    published.map((entry) => {
      const tarball = tarballs.get(entry.json.name);
      if (tarball === undefined) throw new Error(`pnpm pack made no tarball of ${entry.json.name}`);
      return readTarball(entry, tarball);
    }),
  );
};
