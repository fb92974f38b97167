import { shorten, toPointer, type Path } from '@sourceos/sync-spec';
import * as z from 'zod';
import { suggest } from '../finding/suggest.js';

/** What is wrong with a file of the user's own, and where. */
export interface Fault {
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly message: string;
}

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );

/** The names of an object's fields, where the schema at a path is an object's. */
const fieldsAt = (schema: z.core.$ZodType | undefined, path: Path): readonly string[] => {
  if (schema instanceof z.ZodOptional) return fieldsAt(schema.unwrap(), path);
  if (schema instanceof z.ZodArray && path.length > 0) return fieldsAt(schema.element, path.slice(1));
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const [step, ...rest] = path;
  return step === undefined ? Object.keys(shape) : fieldsAt(shape[step], rest);
};

const expectation = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return issue.origin === 'string' ? 'text that is not empty' : `${issue.minimum} or more`;
    case 'too_big':
      return `${issue.maximum} or less`;
    case 'invalid_format':
      return issue.format === 'date' ? 'a day as YYYY-MM-DD' : `the form ${issue.pattern ?? issue.format}`;
    default:
      return issue.message;
  }
};

/** The first issue that zod found, as a sentence that names field, found and expected. */
export const describeFault = (issues: readonly z.core.$ZodIssue[], schema: z.ZodType, value: unknown): Fault => {
  const issue = issues[0];
  const path = (issue?.path ?? []) as Path;
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const fields = fieldsAt(schema, path);
    const meant = suggest(key, fields);
    const hint = meant === undefined ? `there are ${fields.join(', ')}` : `did you mean ${meant}?`;
    return { path: [...path, key], on: 'key', message: `${toPointer([...path, key])} is not known; ${hint}` };
  }
  const found = valueAt(value, path);
  const name = path.length === 0 ? 'the document' : toPointer(path);
  const state = found === undefined ? 'is missing' : `is ${shorten(found)}`;
  return {
    path,
    on: 'value',
    message: `${name} ${state}; expected ${issue === undefined ? 'another value' : expectation(issue)}`,
  };
};
