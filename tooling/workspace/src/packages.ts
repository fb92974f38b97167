import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The members of a package.json that the checks look at; all others are there too, unread. */
export interface PackageJson {
  readonly [member: string]: unknown;
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  /** Relative to the root, for messages: `packages/sync-spec`. */
  readonly directory: string;
  /** Absolute. */
  readonly folder: string;
  readonly json: PackageJson;
}

/** The packages that stand in a folder of the workspace (`packages`, `tooling`), by name of their folders. */
export const readPackages = (root: string, group = 'packages'): readonly WorkspacePackage[] => {
  if (!existsSync(join(root, group))) return [];
  return readdirSync(join(root, group))
    .sort()
    .map((name) => ({ directory: `${group}/${name}`, folder: join(root, group, name) }))
    .filter(({ folder }) => existsSync(join(folder, 'package.json')))
    .map((entry) => ({
      ...entry,
      json: JSON.parse(readFileSync(join(entry.folder, 'package.json'), 'utf8')) as PackageJson,
    }));
};

export const isPublished = ({ json }: WorkspacePackage): boolean => json.private !== true;
