import type * as z from 'zod';
import type { Json, JsonObject } from '../model/json.js';

/** How often unknown members may come to light below ones already set aside. */
const maxRounds = 16;

const without = (value: Json, path: readonly PropertyKey[], keys: readonly string[]): Json => {
  if (typeof value !== 'object' || value === null) return value;
  const [step, ...rest] = path;
  if (step === undefined) {
    return Object.fromEntries(Object.entries(value as JsonObject).filter(([name]) => !keys.includes(name)));
  }
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (index === step ? without(item, rest, keys) : item));
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => [
      name,
      name === step ? without(member, rest, keys) : member,
    ]),
  );
};

/**
 * The record as a reader of an older minor version knows it, or undefined where setting aside members
 * that its schema does not have is not enough to make it fit.
 */
export const withoutUnknownMembers = (schema: z.ZodType, record: JsonObject): JsonObject | undefined => {
  let current: Json = record;
  for (let round = 0; round < maxRounds; round += 1) {
    const parsed = schema.safeParse(current);
    if (parsed.success) return current as JsonObject;
    const unknown = parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
    if (unknown.length < parsed.error.issues.length) return undefined;
    for (const { path, keys } of unknown) current = without(current, path, keys);
  }
  return undefined;
};
