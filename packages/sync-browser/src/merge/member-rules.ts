import { textsOf } from '@sourceos/sync-kernel';

/** What becomes of a member that candidates changed to different values; undefined where a person decides. */
export type MemberRule = (known: unknown, values: readonly unknown[]) => unknown;

const mostTags = 64;

/** What anybody added is there, what anybody took away is not. */
const asSet: MemberRule = (known, values) => {
  const base = textsOf(known);
  const lists = values.map((value) => new Set(textsOf(value)));
  const kept = base.filter((item) => lists.every((list) => list.has(item)));
  const all = new Set([...kept, ...lists.flatMap((list) => [...list].filter((item) => !base.includes(item)))]);
  return all.size > mostTags ? undefined : [...all].sort();
};

/** The values come in one order (see changedValues): the first is the same on every device. */
const first: MemberRule = (_, values) => values.find((value) => value !== undefined);

/** Members about which nobody has to be asked; of any other, two different changes are for a person to settle. */
export const memberRules: Readonly<Record<string, MemberRule>> = {
  tags: asSet,
  addedAt: first,
  colour: first,
  icon: first,
  pinned: first,
  order: first,
};
