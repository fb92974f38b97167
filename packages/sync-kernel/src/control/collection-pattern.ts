/** A dotted name whole, everything under one (`memory.*`), or everything (`*`): the wildcard is a last whole segment. */
const form = /^(?:\*|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?:\.\*)?)$/;

/** Whether a text is a collection pattern. Nothing is quoted or decoded: what has another character is none. */
export const isCollectionPattern = (text: string): boolean => text.length <= 256 && form.test(text);

/**
 * Whether a pattern covers a collection, or another pattern wholly. `memory.*` covers `memory.notes` and
 * `memory.notes.*`, and covers neither `memory` nor `memoryless.notes`.
 */
export const covers = (pattern: string, collection: string): boolean => {
  if (pattern === '*' || pattern === collection) return true;
  return pattern.endsWith('.*') && collection.startsWith(pattern.slice(0, -1));
};

/** Whether one of the patterns covers it. */
export const coveredBy = (patterns: readonly string[], collection: string): boolean =>
  patterns.some((pattern) => covers(pattern, collection));
