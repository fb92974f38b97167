import { enginePackage } from '@sourceos/sync-spec';
import { gtr, satisfies, validRange } from 'semver';
import { differingFields } from '../estate/rules/declarations.js';
import type { EstateDraft } from '../estate/estate.js';
import type { Inspection } from '../inspect/inspect-repository.js';
import { parseJson } from '../json/parse-json.js';
import type { ReadResult } from '../repository/read-inside.js';
import { estateRules } from '../rules/estate-rules.js';

/** The manifests that the engine packages of one version publish, by engine id. */
export interface PublishedManifests {
  readonly version: string;
  readonly manifests: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** Longer ones are no range that anybody wrote. */
const longestRange = 256;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The ranges by which a package.json pins a package, with their places. */
const rangesOf = (packageJson: unknown, name: string): { range: string; path: string[] }[] =>
  kinds.flatMap((kind) => {
    const dependencies = isObject(packageJson) ? packageJson[kind] : undefined;
    const range = isObject(dependencies) && Object.hasOwn(dependencies, name) ? dependencies[name] : undefined;
    return typeof range === 'string' ? [{ range, path: [kind, name] }] : [];
  });

/**
 * Holds a repository's declarations against the engine packages that it pins. All packages share one
 * version (I16): a pin that admits the current one must declare what its manifest says, any older one is behind.
 */
export const checkPins = (
  inspection: Inspection,
  packageJson: ReadResult,
  published: PublishedManifests,
): EstateDraft[] => {
  if (packageJson.kind !== 'file') return [];
  const json = parseJson(packageJson.bytes);
  if (json.kind !== 'document') return [];
  return inspection.declarations.flatMap(({ engineId, value }) => {
    const manifest = Object.hasOwn(published.manifests, engineId) ? published.manifests[engineId] : undefined;
    if (manifest === undefined) return [];
    const name = enginePackage(engineId);
    return rangesOf(json.value, name).flatMap(({ range, path }): EstateDraft[] => {
      // Ranges that only a workspace, a tag or a file gives meaning to say nothing about a version.
      if (range.length > longestRange || validRange(range) === null) return [];
      const here = {
        at: inspection,
        engineId,
        file: 'packageJson',
        path,
        on: 'value',
        found: JSON.stringify(range),
      } as const;
      if (!satisfies(published.version, range, { includePrerelease: true })) {
        // What only later versions satisfy is ahead of this scanner, which then cannot tell.
        if (!gtr(published.version, range, { includePrerelease: true })) return [];
        return [
          {
            ...here,
            rule: estateRules.pinBehind.id,
            message: `${name} is pinned to ${range}, which does not admit ${published.version}`,
            expected: `a range that admits ${published.version}`,
          },
        ];
      }
      const fields = differingFields(value, manifest);
      if (fields.length === 0) return [];
      return [
        {
          ...here,
          rule: estateRules.pinnedManifestDiffers.id,
          message: `The declaration of ${engineId} differs from the manifest of ${name} ${published.version} in ${fields.join(', ')}`,
          expected: `the declaration that ${name} publishes`,
        },
      ];
    });
  });
};
