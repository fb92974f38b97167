import type { Edge, JsonObject, MergeShape } from '@sourceos/sync-kernel';

const kinds: Readonly<Record<string, Edge['kind']>> = {
  contains: 'tree',
  depends_on: 'acyclic',
  references: 'plain',
  assigned_to: 'plain',
};

/** The edge that a record is. A merge of patches may be less than a record, so nothing is taken for granted. */
const edge = ({ type, relation, from, to }: JsonObject): Edge | undefined => {
  if (type !== 'WorkspaceEdge') return undefined;
  if (typeof relation !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
  const kind = Object.hasOwn(kinds, relation) ? kinds[relation] : undefined;
  return kind === undefined ? undefined : { relation, from, to, kind };
};

/** Nodes and typed edges; of layout hints and places among siblings the last writer counts. */
export const mergeShape: MergeShape = { graph: { lastWriter: ['layout', 'order'], edge } };
