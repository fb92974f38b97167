/** The one of some things that a person named by its id, or by enough of its beginning; a sentence where there is none. */
export const findById = <Item>(items: readonly Item[], idOf: (item: Item) => string, named: string): Item | string => {
  const start = named.startsWith('sha256:') ? named : `sha256:${named}`;
  const exact = items.find((item) => idOf(item) === start);
  if (exact !== undefined) return exact;
  if (start.length < 'sha256:'.length + 6) return 'Give at least six characters of the id.';
  const [first, ...others] = items.filter((item) => idOf(item).startsWith(start));
  if (first === undefined) return `Nothing that waits has the id ${named}.`;
  return others.length === 0 ? first : `More than one id begins with ${named}.`;
};

/** `findById` for writes. */
export const findWrite = <Item extends { readonly writeId: string }>(
  items: readonly Item[],
  named: string,
): Item | string => findById(items, ({ writeId }) => writeId, named);
