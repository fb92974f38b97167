import * as z from 'zod';
import type { Path, Problem } from './problem.js';
import { repoManifestSchema } from './repo-manifest.js';
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

const engineProblems = (value: unknown, prefix: Path): readonly Problem[] => [
  ...shapeProblems(engineObject, value, prefix),
  ...(isObject(value)
    ? engineRules.flatMap((rule) =>
        rule.check(value).map((problem) => ({ ...problem, path: [...prefix, ...problem.path] })),
      )
    : []),
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
 * with 1,000 in all the engines that follow are not judged. The last problem then names
 * `engine/too-many-problems` at the first engine that was not.
 *
 * @param value parsed JSON, of any shape
 * @returns problems with paths from the document's root; none for a manifest that is complete and right
 */
export const validateRepoManifest = (value: unknown): readonly Problem[] => {
  const problems = [...shapeProblems(repoObject, value, [])];
  const engines: unknown = isObject(value) ? value.syncEngines : undefined;
  if (!Array.isArray(engines)) return problems;
  for (const [index, engine] of engines.entries()) {
    const path = ['syncEngines', index];
    if (problems.length >= maxProblems) return [...problems, unjudged(path, engines.length - index)];
    problems.push(...engineProblems(engine, path));
  }
  return problems;
};

const unjudged = (path: Path, count: number): Problem => ({
  rule: engineShape['too-many-problems'].id,
  path,
  on: 'value',
  message: `The document has more than ${maxProblems} problems; ${count === 1 ? 'this engine was' : `this engine and the ${count - 1} after it were`} not judged`,
  expected: `at most ${maxProblems} problems in one document`,
});
