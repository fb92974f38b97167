import { membersOf, memberOf, type Members } from '../concerns/concern.js';

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * Two maps that both came from a third, together: each name as the one says that changed it. Undefined where both
 * changed a name, and differently; `inside` may say what they are together then.
 */
export const threeWay = (
  base: Members,
  one: Members,
  other: Members,
  inside: (name: string, base: unknown, one: unknown, other: unknown) => unknown = () => undefined,
): Members | undefined => {
  const merged: Record<string, unknown> = {};
  for (const name of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
    const [was, mine, theirs] = [memberOf(base, name), memberOf(one, name), memberOf(other, name)];
    const value =
      isSame(mine, theirs) || isSame(was, theirs) ? mine : isSame(was, mine) ? theirs : inside(name, was, mine, theirs);
    if (value === undefined && mine !== undefined && theirs !== undefined) return undefined;
    if (value === undefined && !isSame(was, mine) && !isSame(was, theirs)) return undefined;
    if (value !== undefined) merged[name] = value;
  }
  return merged;
};

/** Members that are maps, of which two people may change different names. */
export const mapsOf =
  (fields: ReadonlySet<string>) =>
  (name: string, base: unknown, one: unknown, other: unknown): unknown => {
    if (!fields.has(name) || one === undefined || other === undefined) return undefined;
    return threeWay(membersOf(base), membersOf(one), membersOf(other));
  };
