import * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** Lists beyond this length are checked item by item, so that zod never holds an issue for each item. */
const longList = 1_000;

/** The schema of a list field, optional or not. */
const listOf = (field: z.core.$ZodType): z.ZodArray | undefined => {
  if (field instanceof z.ZodOptional) return listOf(field.unwrap());
  return field instanceof z.ZodArray ? field : undefined;
};

const itemIssues = (list: z.ZodArray, items: readonly unknown[], limit: number): readonly Issue[] => {
  const issues: Issue[] = [];
  for (const [index, item] of items.entries()) {
    const result = z.safeParse(list.element, item);
    if (result.success) continue;
    issues.push(...result.error.issues.map((issue) => ({ ...issue, path: [index, ...issue.path] })));
    if (issues.length >= limit) return issues;
  }
  // With every item right, what is left are checks of the whole list, and their issues are few.
  return issues.length > 0 ? issues : (list.safeParse(items).error?.issues ?? []);
};

const isLong = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > longList;

/**
 * The issues of an object whose lists may be hostile. Zod collects an issue for each wrong item
 * before it returns: half a million of them in a megabyte of zeros overflow its stack.
 *
 * @param limit how many issues one long list raises before the rest of it is passed over
 * @returns no issue exactly where `schema.safeParse(value)` succeeds
 */
export const boundedIssues = (schema: z.ZodObject, value: unknown, limit: number): readonly Issue[] => {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !Object.values(value).some(isLong)) return schema.safeParse(value).error?.issues ?? [];

  const rest: Record<string, unknown> = { ...value };
  const long = new Map<PropertyKey, readonly Issue[]>();
  for (const [name, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
    const list = listOf(field);
    const items = rest[name];
    if (list === undefined || !isLong(items)) continue;
    const issues = itemIssues(list, items, limit);
    long.set(
      name,
      issues.map((issue) => ({ ...issue, path: [name, ...issue.path] })),
    );
    rest[name] = [];
  }
  const others = schema.safeParse(rest).error?.issues ?? [];
  return [...others.filter(({ path: [name] }) => name === undefined || !long.has(name)), ...[...long.values()].flat()];
};
