import { orderKey, singleLine, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { nodeKinds } from './node-kinds.js';

const type = z.literal('WorkspaceEdge');
const node = urnOf(...nodeKinds);
const work = urnOf('workspace', 'repo', 'task', 'artifact', 'document');

/**
 * A typed edge between two nodes. `contains` is a tree: a node has one parent, and the object of its
 * edge is named by the child, so that two moves of one node are two versions of one edge.
 * `depends_on` is acyclic. An edge whose end is gone is hidden, not lost.
 */
export const workspaceEdge = z
  .discriminatedUnion('relation', [
    z.strictObject({
      type,
      relation: z.literal('contains').describe('A tree.'),
      from: urnOf('workspace', 'repo', 'task', 'document').describe('The parent.'),
      to: node.describe('The child.'),
      order: orderKey().describe('The place among the children of the parent.'),
    }),
    z.strictObject({
      type,
      relation: z.literal('depends_on').describe('Acyclic.'),
      from: work.describe('What has to wait.'),
      to: work.describe('What it waits for.'),
    }),
    z.strictObject({
      type,
      relation: z.literal('references'),
      from: node.describe('Where the reference stands.'),
      to: node.describe('What it points to.'),
      label: singleLine(256).optional(),
    }),
    z.strictObject({
      type,
      relation: z.literal('assigned_to'),
      from: urnOf('task').describe('The task.'),
      to: urnOf('person', 'agent-binding').describe('Who does it.'),
    }),
  ])
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'another node than the one the edge comes from' })
  .describe('A typed edge between two nodes.');
