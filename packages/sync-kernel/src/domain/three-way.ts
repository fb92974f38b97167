import type { Conflict } from '../engine/change.js';
import { sameJson } from '../merge/same-json.js';
import type { Json } from '../model/json.js';
import { membersOf, ownMember, type Members } from './members.js';

/** What two values of a member that both changed are together; undefined where that is for a person. */
export type MemberMerge = (name: string, base: unknown, one: unknown, other: unknown) => unknown;

const same = (a: unknown, b: unknown): boolean => sameJson(a as Json | undefined, b as Json | undefined);

/**
 * Two objects that both came from a third, together: each member as the one has it that changed it. Undefined where both
 * changed a member, and differently; `inside` may say what they are together then.
 */
export const threeWay = (
  base: Members,
  one: Members,
  other: Members,
  inside: MemberMerge = () => undefined,
): Members | undefined => {
  const merged: [string, unknown][] = [];
  for (const name of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
    const [was, mine, theirs] = [ownMember(base, name), ownMember(one, name), ownMember(other, name)];
    if (same(mine, theirs) || same(was, theirs)) {
      if (mine !== undefined) merged.push([name, mine]);
    } else if (same(was, mine)) {
      if (theirs !== undefined) merged.push([name, theirs]);
    } else {
      const value = inside(name, was, mine, theirs);
      if (value === undefined) return undefined;
      merged.push([name, value]);
    }
  }
  return Object.fromEntries(merged);
};

/** Members that are maps, of which people may change different names. */
export const mapsOf =
  (fields: ReadonlySet<string>): MemberMerge =>
  (name, base, one, other) => {
    if (!fields.has(name) || one === undefined || other === undefined) return undefined;
    return threeWay(membersOf(base), membersOf(one), membersOf(other));
  };

/**
 * All candidates of a conflict together, member by member against what was in force; undefined where nothing was, or two
 * changed the same and differently. What comes of it is yet to be held against the record's schema.
 */
export const mergedMembers = (
  { before, candidates }: Pick<Conflict<object>, 'before' | 'candidates'>,
  inside?: MemberMerge,
): Members | undefined => {
  const [first, ...others] = candidates;
  if (first === undefined || before === undefined) return undefined;
  let merged: Members | undefined = membersOf(first);
  for (const candidate of others) {
    merged = threeWay(membersOf(before), merged, membersOf(candidate), inside);
    if (merged === undefined) return undefined;
  }
  return merged;
};
