/** The kind of URN that names a record, by the record's type. */
export const kindOfType: Readonly<Record<string, string>> = {
  Workspace: 'workspace',
  WorkspaceRepo: 'repo',
  WorkspaceTask: 'task',
  WorkspaceArtifact: 'artifact',
  WorkspaceDocument: 'document',
  WorkspaceNote: 'note',
  WorkspaceAgentBinding: 'agent-binding',
  WorkspaceEdge: 'edge',
};

const prefix = 'urn:srcos:';
const containsPrefix = `${prefix}edge:contains:`;

/**
 * The object that the `contains` edge to a child is. It is named by the child, so that a node has one parent: two
 * moves of one node are two versions of one edge.
 */
export const containsEdgeId = (child: string): string => `${containsPrefix}${child.slice(prefix.length)}`;

export const isContainsEdgeId = (id: string): boolean => id.startsWith(containsPrefix);
