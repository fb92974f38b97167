/** The members of a record by name. A patch may lack some, or a newer version have those of another type. */
export const membersOf = (record: object | undefined): Readonly<Record<string, unknown>> => ({ ...record });

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** What one list has and the other has not. */
export const gained = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter((item) => !known.has(item));
};
