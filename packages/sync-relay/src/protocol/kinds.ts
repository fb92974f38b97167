/** What an entry of a scope's log may be, and the number that its frames carry. The numbers never change. */
export const entryKinds = { control: 1, 'sealed-control': 2, batch: 3, gossip: 4 } as const;
export type EntryKind = keyof typeof entryKinds;

const names = new Map<number, EntryKind>(
  Object.entries(entryKinds).map(([name, number]) => [number, name as EntryKind]),
);

/** The kind that a frame's number stands for; undefined for a number that is none. */
export const kindOf = (number: number): EntryKind | undefined => names.get(number);

/** Control records that a relay reads: what it admits by, and what a joining device reads before it has a key. */
export const clearControlKinds: ReadonlySet<string> = new Set(['root', 'member', 'removal', 'revocation', 'epoch']);
