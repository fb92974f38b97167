import type { JsonObject } from '@sourceos/sync-kernel';
import type { EndNode, EndState } from './end-state.js';
import type { Fields, Operation } from './trace.js';

/** What an operation writes to the kernel. */
export interface GraphChange {
  readonly objectId: string;
  readonly operation: 'put' | 'patch' | 'delete';
  readonly record?: JsonObject;
}

const nodePrefix = 'urn:srcos:bench:node:';
export const nodeId = (node: number): string => `${nodePrefix}${node}`;
export const edgeId = (node: number): string => `urn:srcos:bench:edge:${node}`;

/** A node is one object, and the edge from its parent another one. */
export const changesOf = (operation: Operation): readonly GraphChange[] => {
  const objectId = nodeId(operation.node);
  switch (operation.kind) {
    case 'create': {
      const node = { objectId, operation: 'put', record: { type: 'node', ...operation.fields } } as const;
      if (operation.parent === undefined) return [node];
      const record = { type: 'edge', from: nodeId(operation.parent), to: objectId };
      return [node, { objectId: edgeId(operation.node), operation: 'put', record }];
    }
    case 'edit':
      return [{ objectId, operation: 'patch', record: { [operation.field]: operation.value } }];
    case 'move':
      return [{ objectId: edgeId(operation.node), operation: 'patch', record: { from: nodeId(operation.parent) } }];
    case 'delete':
      return [
        { objectId, operation: 'delete' },
        { objectId: edgeId(operation.node), operation: 'delete' },
      ];
  }
};

/** Reads the graph's nodes as the kernel shows them. */
export const readGraph = (nodes: number, recordOf: (objectId: string) => JsonObject | undefined): EndState =>
  Array.from({ length: nodes }, (_, index): EndNode | undefined => {
    const fields = recordOf(nodeId(index));
    if (fields === undefined) return undefined;
    const from = recordOf(edgeId(index))?.from;
    const parent = typeof from === 'string' ? Number(from.slice(nodePrefix.length)) : undefined;
    return { fields: fields as unknown as Fields, parent };
  });
