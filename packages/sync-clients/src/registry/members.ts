export type Members = Readonly<Record<string, unknown>>;

/** An object's members by name; of anything else none. What a merge of patches holds may lack some. */
export const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A moment in milliseconds since the epoch; NaN where it is none, so that every comparison with it fails. */
export const timeOf = (value: unknown): number => Date.parse(textOf(value) ?? '');
