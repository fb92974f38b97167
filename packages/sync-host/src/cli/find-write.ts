/** The one of some writes that a person named by its id, or by enough of its beginning; a sentence where there is none. */
export const findWrite = <Item extends { readonly writeId: string }>(
  items: readonly Item[],
  named: string,
): Item | string => {
  const start = named.startsWith('sha256:') ? named : `sha256:${named}`;
  const exact = items.find(({ writeId }) => writeId === start);
  if (exact !== undefined) return exact;
  if (start.length < 'sha256:'.length + 6) return 'Give at least six characters of the id.';
  const [first, ...others] = items.filter(({ writeId }) => writeId.startsWith(start));
  if (first === undefined) return `No such write waits: ${named}`;
  return others.length === 0 ? first : `More than one write begins with ${named}.`;
};
