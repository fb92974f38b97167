/**
 * Of every cycle of parents, the member whose id comes first: taken out of its parent, it leaves a tree. Each node has
 * one parent at most, so that cycles share no member, and each is found by one walk.
 *
 * @param parentOf a node's parent, or undefined at a root
 */
export const cycleBreakers = (
  ids: Iterable<string>,
  parentOf: (id: string) => string | undefined,
): ReadonlySet<string> => {
  /** Node → the walk that came by it first. */
  const walks = new Map<string, number>();
  const breakers = new Set<string>();
  let walk = 0;
  for (const start of ids) {
    walk += 1;
    let id: string | undefined = start;
    while (id !== undefined && !walks.has(id)) {
      walks.set(id, walk);
      id = parentOf(id);
    }
    // The walk ended where it had been itself: what lies ahead is a cycle.
    if (id === undefined || walks.get(id) !== walk) continue;
    let first = id;
    for (let next = parentOf(id); next !== undefined && next !== id; next = parentOf(next)) {
      if (next < first) first = next;
    }
    breakers.add(first);
  }
  return breakers;
};
