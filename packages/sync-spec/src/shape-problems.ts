import type * as z from 'zod';
import { boundedIssues } from './bounded-issues.js';
import { shorten, type Path, type Problem } from './problem.js';
import type { Rule } from './rules/rule.js';
import { engineShape, manifestShape } from './rules/shape.js';
import { repeatedItem } from './unique-items.js';

/** One kind of object that is checked for its shape: its schema, and the rules that name what is wrong. */
export interface ShapedObject {
  readonly noun: string;
  readonly schema: z.ZodObject;
  readonly rules: typeof engineShape | typeof manifestShape;
}

/** How many problems of shape one object lists before one more says that there are others. */
export const maxShapeProblems = 100;

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  boolean: 'true or false',
};

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );

/** What a message calls the place: a field by its name, an item by its list and index. */
const labelOf = (path: Path): string => {
  const step = path.at(-1);
  if (step === undefined) return 'The document';
  return typeof step === 'number' ? `"${path.at(-2) ?? ''}[${step}]"` : `"${step}"`;
};

const oneOf = (names: readonly unknown[]): string =>
  names.length === 1 ? String(names[0]) : `one of ${names.join(', ')}`;

/** What the field wants, in words; zod's own message where the form of a string carries them. */
const expectation = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  return issue.code === 'invalid_value' ? oneOf(issue.values) : issue.message;
};

type Fault = Pick<Problem, 'message' | 'expected' | 'candidates'> & { readonly rule: Rule };

const faultOf = (issue: z.core.$ZodIssue, label: string, value: unknown, rules: ShapedObject['rules']): Fault => {
  const found = shorten(value);
  const expected = expectation(issue);
  const isVocabulary = issue.code === 'invalid_value' && typeof value === 'string';
  if (isVocabulary) {
    return {
      rule: rules['unknown-value'],
      message: `${label} is ${found}, which is not ${expected}`,
      expected,
      candidates: issue.values.map(String),
    };
  }
  if (issue.code === 'invalid_format') {
    return { rule: rules['invalid-format'], message: `${label} is ${found}; expected ${expected}`, expected };
  }
  if (issue.code === 'too_small') {
    return {
      rule: manifestShape['empty-list'],
      message: `${label} is empty; it needs at least one item`,
      expected: 'at least one item',
    };
  }
  if (issue.code === 'custom' && issue.params?.kind === repeatedItem) {
    return { rule: rules['repeated-item'], message: `${found} stands in the list twice`, expected: 'each item once' };
  }
  // A vocabulary's value of another JSON type is a wrong type before it is an unknown name.
  const type = issue.code === 'invalid_value' ? 'a string' : expected;
  return { rule: rules['wrong-type'], message: `${label} must be ${type}, not ${found}`, expected };
};

const unknownKeys = (keys: readonly string[], path: Path, { noun, schema, rules }: ShapedObject): readonly Problem[] =>
  keys.slice(0, maxShapeProblems + 1).map((key) => ({
    rule: rules['unknown-key'].id,
    path: [...path, key],
    on: 'key',
    message: `${shorten(key)} is not a field of ${noun}`,
    found: shorten(key),
    expected: 'only fields of the schema',
    candidates: Object.keys(schema.shape),
  }));

/**
 * What is wrong with the shape of one object.
 *
 * @param prefix where the object stands in its document
 * @returns at most {@link maxShapeProblems} problems, and one more that says so where there are others
 */
export const shapeProblems = (object: ShapedObject, value: unknown, prefix: Path): readonly Problem[] => {
  const { schema, rules } = object;
  const problems = boundedIssues(schema, value, maxShapeProblems + 1).flatMap((issue): readonly Problem[] => {
    const inside = issue.path as Path;
    const path = [...prefix, ...inside];
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, object);
    const at = valueAt(value, inside);
    const label = labelOf(path);
    if (at === undefined && inside.length > 0) {
      const message = `The required field ${label} is missing`;
      const rule = rules['missing-field'].id;
      return [{ rule, path, on: 'value', message, found: 'nothing', expected: expectation(issue) }];
    }
    const { rule, ...fault } = faultOf(issue, label, at, rules);
    return [{ rule: rule.id, path, on: 'value', found: shorten(at), ...fault }];
  });
  if (problems.length <= maxShapeProblems) return problems;
  return [
    ...problems.slice(0, maxShapeProblems),
    {
      rule: rules['too-many-problems'].id,
      path: prefix,
      on: 'value',
      message: `${labelOf(prefix)} has more than ${maxShapeProblems} problems; the others are left out`,
      expected: `at most ${maxShapeProblems} problems in one object`,
    },
  ];
};
