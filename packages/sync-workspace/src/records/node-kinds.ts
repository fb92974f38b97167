/** The nodes of the graph, by the kind of their URN: `urn:srcos:task:…` is a task. */
export const nodeKinds = ['workspace', 'repo', 'task', 'artifact', 'document', 'note', 'agent-binding'] as const;
