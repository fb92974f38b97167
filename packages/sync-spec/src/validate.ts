import * as z from 'zod';
import type { Path, Problem } from './problem.js';
import { repoManifestSchema } from './repo-manifest.js';
import { isRepoManifestBesideEngines, isSyncEngineManifest } from './right-shape.js';
import { engineRules } from './rules/index.js';
import { engineShape, manifestShape } from './rules/shape.js';
import { shapeProblems, type ShapedObject } from './shape-problems.js';
import { syncEngineManifestSchema } from './sync-engine-manifest.js';

/** How many problems one document lists before its remaining engines are left unjudged. */
const maxProblems = 1_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const engineObject: ShapedObject = {
  noun: 'a sync-engine manifest',
  schema: syncEngineManifestSchema,
  rules: engineShape,
};

/** A repository manifest without its engines, which are judged one by one. */
const repoObject: ShapedObject = {
  noun: 'a repository manifest',
  schema: repoManifestSchema.extend({ syncEngines: z.array(z.unknown()) }),
  rules: manifestShape,
};

/** What the rules of the registry say about the fields that a declaration has. Most say nothing of most engines. */
const ruleProblems = (value: unknown, prefix: Path): readonly Problem[] => {
  const problems: Problem[] = [];
  if (!isObject(value)) return problems;
  for (const rule of engineRules) {
    for (const problem of rule.check(value)) problems.push({ ...problem, path: [...prefix, ...problem.path] });
  }
  return problems;
};

const engineProblems = (value: unknown, prefix: Path): readonly Problem[] => [
  ...(isSyncEngineManifest(value) ? [] : shapeProblems(engineObject, value, prefix)),
  ...ruleProblems(value, prefix),
];

/**
 * Everything that is wrong with one engine's manifest: its shape, then the rules of the registry.
 * Rules judge the fields that are there, so an incomplete declaration is judged as far as it goes.
 * Of shape, at most 100 problems are listed, and one more says that there are others.
 *
 * @param value parsed JSON, of any shape
 * @returns problems with paths from the manifest's root; none for a manifest that is complete and right
 */
export const validateSyncEngineManifest = (value: unknown): readonly Problem[] => engineProblems(value, []);

/**
 * Everything that is wrong with a repository manifest, its engines included.
 *
 * A hostile document cannot make the list long: each object lists at most 100 problems of shape, and
 * with 1,000 in all the engines that follow are not judged. The last problem is then
 * `manifest/too-many-problems` at `/syncEngines`, and its message names the first engine that was not.
 *
 * @param value parsed JSON, of any shape
 * @returns problems with paths from the document's root; none for a manifest that is complete and right
 */
export const validateRepoManifest = (value: unknown): readonly Problem[] => {
  // Nearly all manifests have the right shape, and that alone is quick to tell.
  const problems = isRepoManifestBesideEngines(value) ? [] : [...shapeProblems(repoObject, value, [])];
  const engines: unknown = isObject(value) ? value.syncEngines : undefined;
  if (!Array.isArray(engines)) return problems;
  for (const [index, engine] of engines.entries()) {
    if (problems.length >= maxProblems) return [...problems, unjudgedFrom(index)];
    problems.push(...engineProblems(engine, ['syncEngines', index]));
  }
  return problems;
};

const unjudgedFrom = (index: number): Problem => ({
  rule: manifestShape['too-many-problems'].id,
  path: ['syncEngines'],
  on: 'value',
  message: `The document has more than ${maxProblems} problems; "syncEngines[${index}]" and the engines after it were not judged`,
  expected: `at most ${maxProblems} problems in one document`,
});
