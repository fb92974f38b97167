const longest = 80;

export const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** `1 entry`, `1,002 entries`. */
export const entriesWords = (count: number): string =>
  count === 1 ? '1 entry' : `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} entries`;

/** The members of a record by name. A merge of patches may lack some, or have those of another type. */
export const membersOf = (record: object | undefined): Readonly<Record<string, unknown>> => ({ ...record });

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
