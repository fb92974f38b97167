/** The members of a record by name. A merge of patches may lack some, or have those of another type. */
export const membersOf = (record: object | undefined): Readonly<Record<string, unknown>> => ({ ...record });

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a map of objects; undefined where it is none, or one of them is none. */
export const entriesOf = (
  value: unknown,
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] | undefined => {
  if (!isMembers(value)) return undefined;
  const found: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  for (const [name, entry] of Object.entries(value)) {
    if (!isMembers(entry)) return undefined;
    found.push([name, entry]);
  }
  return found;
};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A list of texts; undefined where it is none. */
export const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((item): item is string => typeof item === 'string') ? value : undefined;
