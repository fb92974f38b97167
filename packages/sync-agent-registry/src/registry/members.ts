export type Members = Readonly<Record<string, unknown>>;

/** An object's members by name; of anything else none. What a merge of patches holds may lack some. */
export const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The texts of a list; undefined where there is no list, which often means "all". */
export const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;

/** A member that an object has itself: names come from records, and may be those of `Object.prototype`. */
export const ownMember = (members: Members, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined;

/** A moment in milliseconds since the epoch; NaN where it is none, so that every comparison with it fails. */
export const timeOf = (value: unknown): number => Date.parse(textOf(value) ?? '');
