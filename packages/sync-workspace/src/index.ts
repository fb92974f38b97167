export { manifest } from './manifest.js';
export {
  workspaceRecord,
  type Workspace,
  type WorkspaceAgentBinding,
  type WorkspaceArtifact,
  type WorkspaceDocument,
  type WorkspaceEdge,
  type WorkspaceNote,
  type WorkspaceRecord,
  type WorkspaceRepo,
  type WorkspaceTask,
} from './record.js';
export { engine } from './engine.js';
export { changes } from './changes.js';
export { containsEdgeId } from './graph/node-id.js';
export { topologySize } from './concerns/topology.js';
export { suspicionsIn, type Suspicion } from './instructions/suspicion.js';
