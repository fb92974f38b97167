import { changesOf } from '@sourceos/sync-kernel';
import { containsEdgeId } from './graph/node-id.js';
import { manifest } from './manifest.js';
import type { WorkspaceRecord } from './record.js';

const maker = changesOf<WorkspaceRecord>(manifest);

/** Makes the changes of a workspace, for `Replica.author`. */
export const changes = {
  ...maker,
  /** Puts a node below another, or moves it there. `order` is its place among its siblings, a fractional index. */
  place: (child: string, parent: string, order: string) =>
    maker.put(containsEdgeId(child), { type: 'WorkspaceEdge', relation: 'contains', from: parent, to: child, order }),
} as const;
