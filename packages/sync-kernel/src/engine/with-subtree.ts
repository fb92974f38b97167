import type { Change } from './change.js';
import type { Engine } from './engine.js';

/** Objects that are counted below another at most: enough to tell a large subtree from a small one. */
const mostCounted = 1_000;

/**
 * The change with the size of the subtree that it takes from its place: a node of the tree that is deleted, an edge of
 * the tree that goes or leads elsewhere. Any other change stays as it is.
 *
 * @param below how many objects a merger's tree holds below one, counted up to a bound
 */
export const withSubtree = (
  { merge }: Pick<Engine, 'merge'>,
  change: Change,
  below: ((objectId: string, most: number) => number) | undefined,
): Change => {
  const edgeOf = merge.graph?.edge;
  const { before, after, objectId } = change;
  if (edgeOf === undefined || below === undefined || before === undefined) return change;
  const edge = edgeOf(before);
  let subtree = 0;
  if (edge === undefined) {
    if (after === undefined) subtree = below(objectId, mostCounted);
  } else if (edge.kind === 'tree') {
    const next = after === undefined ? undefined : edgeOf(after);
    const stays =
      next?.kind === 'tree' && next.relation === edge.relation && next.from === edge.from && next.to === edge.to;
    if (!stays) subtree = 1 + below(edge.to, mostCounted);
  }
  return subtree === 0 ? change : { ...change, subtree };
};
