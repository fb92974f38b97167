export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The items of a list; of anything else none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The texts of a list, in order; of anything else none. */
export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((item): item is string => typeof item === 'string');

/** A moment of a record in milliseconds since the epoch; NaN where it is none, so that every comparison with it fails. */
export const timeOf = (value: unknown): number => Date.parse(textOf(value) ?? '');
