import { entriesOf } from '../statement/members.js';

type Members = Readonly<Record<string, unknown>>;

/** One item of a bundle as it was and as it would be. */
export interface Pair {
  readonly name: string;
  readonly old: Members | undefined;
  readonly next: Members | undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The items of a map that differ, those that come or change first and those that go last. */
export const changedPairs = (before: unknown, after: unknown): readonly Pair[] => {
  const old = new Map(entriesOf(before) ?? []);
  const next = new Map(entriesOf(after) ?? []);
  const pairs: Pair[] = [];
  for (const [name, item] of next) {
    const was = old.get(name);
    if (!same(was, item)) pairs.push({ name, old: was, next: item });
  }
  for (const [name, item] of old) if (!next.has(name)) pairs.push({ name, old: item, next: undefined });
  return pairs;
};

/** Whether two items speak about the same, for the same. */
export const sameTarget = (a: Members, b: Members): boolean =>
  a.capability === b.capability && same(a.subjects, b.subjects);
