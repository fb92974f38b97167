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
