import type { PackedPackage } from './packed-package.js';

export interface EntryPoint {
  /** As an import names it: `@sourceos/sync-spec/schemas/SyncEngineManifest.json`. */
  readonly specifier: string;
  readonly kind: 'code' | 'json';
}

const targetOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return targetOf((value as Record<string, unknown>).default);
};

/** The files that a pattern such as `./schemas/*.json` leads to, as what its star stands for. */
const expand = (subpath: string, target: string, files: readonly string[]): readonly string[] => {
  const [before = '', after = ''] = target.slice('./'.length).split('*');
  return files
    .filter((file) => file.startsWith(before) && file.endsWith(after) && file.length > before.length + after.length)
    .map((file) => subpath.replace('*', file.slice(before.length, file.length - after.length)));
};

/** Everything that a tarball lets its users import, patterns written out. */
export const entryPointsOf = ({ json, files }: Pick<PackedPackage, 'json' | 'files'>): readonly EntryPoint[] =>
  Object.entries(json.exports ?? {}).flatMap(([subpath, value]) => {
    const target = targetOf(value);
    if (target === undefined) return [];
    const subpaths = subpath.includes('*') ? expand(subpath, target, files) : [subpath];
    return subpaths.map((path) => ({
      specifier: json.name + path.slice('.'.length),
      kind: target.endsWith('.json') ? ('json' as const) : ('code' as const),
    }));
  });
