import * as z from 'zod';
import { workspaceAgentBinding } from './records/workspace-agent-binding.js';
import { workspaceArtifact } from './records/workspace-artifact.js';
import { workspaceDocument } from './records/workspace-document.js';
import { workspaceEdge } from './records/workspace-edge.js';
import { workspaceNote } from './records/workspace-note.js';
import { workspaceRepo } from './records/workspace-repo.js';
import { workspaceTask } from './records/workspace-task.js';
import { workspace } from './records/workspace.js';

/**
 * The object model of the collection `workspace`, version 0.1.0: nodes, and typed edges between them.
 * The header of a write names the object; a record has no id of its own.
 */
export const workspaceRecord = z.discriminatedUnion('type', [
  workspace,
  workspaceRepo,
  workspaceTask,
  workspaceArtifact,
  workspaceDocument,
  workspaceNote,
  workspaceAgentBinding,
  workspaceEdge,
]);

export type WorkspaceRecord = z.infer<typeof workspaceRecord>;
export type Workspace = z.infer<typeof workspace>;
export type WorkspaceRepo = z.infer<typeof workspaceRepo>;
export type WorkspaceTask = z.infer<typeof workspaceTask>;
export type WorkspaceArtifact = z.infer<typeof workspaceArtifact>;
export type WorkspaceDocument = z.infer<typeof workspaceDocument>;
export type WorkspaceNote = z.infer<typeof workspaceNote>;
export type WorkspaceAgentBinding = z.infer<typeof workspaceAgentBinding>;
export type WorkspaceEdge = z.infer<typeof workspaceEdge>;
