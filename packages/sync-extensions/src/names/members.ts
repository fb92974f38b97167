export type Members = Readonly<Record<string, unknown>>;

/** The members of a record by name. A patch may lack some, or a newer version have those of another type. */
export const membersOf = (record: object | undefined): Members => ({ ...record });

/** The members of a member; none where it is no object. */
export const innerOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
