import type * as z from 'zod';
import { shorten, type Path, type Problem } from './problem.js';
import { repoManifestSchema } from './repo-manifest.js';
import { engineRules } from './rules/index.js';
import type { Declaration } from './rules/rule.js';
import { engineShape, manifestShape } from './rules/shape.js';
import { syncEngineManifestSchema } from './sync-engine-manifest.js';
import { repeatedItem } from './unique-items.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );

const fieldsOf = (schema: z.ZodObject): readonly string[] => Object.keys(schema.shape);
const engineFields = fieldsOf(syncEngineManifestSchema);
const repoFields = fieldsOf(repoManifestSchema);

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  boolean: 'true or false',
};

/** Turns one zod issue into problems; the rule family follows from whether the path lies inside an engine. */
const problemsOf = (issue: z.core.$ZodIssue, root: unknown, isEngine: (path: Path) => boolean): readonly Problem[] => {
  const path = issue.path as Path;
  const inEngine = isEngine(path);
  const shape = inEngine ? engineShape : manifestShape;
  const value = valueAt(root, path);
  const name = path.length === 0 ? 'The document' : `"${String(path.at(-1))}"`;
  const at = { path, on: 'value', found: shorten(value) } as const;

  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      rule: shape['unknown-key'].id,
      path: [...path, key],
      on: 'key',
      message: `${shorten(key)} is not a field of ${inEngine ? 'a sync-engine manifest' : 'a repository manifest'}`,
      found: shorten(key),
      expected: 'only fields of the schema',
      candidates: inEngine ? engineFields : repoFields,
    }));
  }
  if (value === undefined && path.length > 0) {
    const expected = issue.code === 'invalid_type' ? (typeNames[issue.expected] ?? issue.expected) : undefined;
    const names = issue.code === 'invalid_value' ? issue.values.map(String) : undefined;
    return [
      {
        rule: shape['missing-field'].id,
        path,
        on: 'value',
        message: `The required field ${name} is missing`,
        found: 'nothing',
        expected: expected ?? (names ? `one of ${names.join(', ')}` : issue.message),
      },
    ];
  }
  switch (issue.code) {
    case 'invalid_value': {
      const names = issue.values.map(String);
      // A vocabulary's value of another JSON type is a wrong type before it is an unknown name.
      if (typeof value !== 'string') {
        return [
          {
            ...at,
            rule: shape['wrong-type'].id,
            message: `${name} must be a string, not ${shorten(value)}`,
            expected: `one of ${names.join(', ')}`,
          },
        ];
      }
      return [
        {
          ...at,
          rule: shape['unknown-value'].id,
          message: `${name} is ${shorten(value)}, which is not one of ${names.join(', ')}`,
          expected: `one of ${names.join(', ')}`,
          candidates: names,
        },
      ];
    }
    case 'invalid_format':
      return [
        {
          ...at,
          rule: shape['invalid-format'].id,
          message: `${name} is ${shorten(value)}; expected ${issue.message}`,
          expected: issue.message,
        },
      ];
    case 'too_small':
      return [
        {
          ...at,
          rule: manifestShape['empty-list'].id,
          message: `${name} is empty; it needs at least one item`,
          expected: 'at least one item',
        },
      ];
    case 'custom':
      if (issue.params?.kind === repeatedItem) {
        return [
          {
            ...at,
            rule: shape['repeated-item'].id,
            message: `${shorten(value)} stands in the list twice`,
            expected: 'each item once',
          },
        ];
      }
      break;
    default:
  }
  const expected = issue.code === 'invalid_type' ? (typeNames[issue.expected] ?? issue.expected) : issue.message;
  return [
    { ...at, rule: shape['wrong-type'].id, message: `${name} must be ${expected}, not ${shorten(value)}`, expected },
  ];
};

const check = (schema: z.ZodType, value: unknown, isEngine: (path: Path) => boolean): readonly Problem[] => {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(issue, value, isEngine));
};

const judge = (declaration: Declaration, prefix: Path): readonly Problem[] =>
  engineRules.flatMap((rule) =>
    rule.check(declaration).map((problem) => ({ ...problem, path: [...prefix, ...problem.path] })),
  );

/**
 * Everything that is wrong with one engine's manifest: its shape, then the rules of the registry.
 * Rules judge the fields that are there, so an incomplete declaration is judged as far as it goes.
 *
 * @param value parsed JSON, of any shape
 * @returns problems with paths from the manifest's root; none for a manifest that is complete and right
 */
export const validateSyncEngineManifest = (value: unknown): readonly Problem[] => [
  ...check(syncEngineManifestSchema, value, () => true),
  ...(isObject(value) ? judge(value, []) : []),
];

/**
 * Everything that is wrong with a repository manifest, its engines included.
 *
 * @param value parsed JSON, of any shape
 * @returns problems with paths from the document's root; none for a manifest that is complete and right
 */
export const validateRepoManifest = (value: unknown): readonly Problem[] => {
  const engines: unknown = isObject(value) ? value.syncEngines : undefined;
  return [
    ...check(repoManifestSchema, value, (path) => path[0] === 'syncEngines' && path.length > 1),
    ...(Array.isArray(engines)
      ? engines.flatMap((engine: unknown, index) => (isObject(engine) ? judge(engine, ['syncEngines', index]) : []))
      : []),
  ];
};
