import { isJsonObject } from '../model/json.js';

/** A record's members by name, as far as a rule that takes nothing for granted knows them. */
export type Members = Readonly<Record<string, unknown>>;

const none: Members = {};

export const isMembers: (value: unknown) => value is Members = isJsonObject;

/**
 * The members of an object; of anything else none. What a merge of patches leaves may lack some of a record, and what a
 * newer version wrote may have others.
 */
export const membersOf = (value: unknown): Members => (isMembers(value) ? value : none);

/** A member that an object has itself: a name out of a record may be one that every object inherits. */
export const ownMember = <Value>(members: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;
