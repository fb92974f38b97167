import {
  engineDenied,
  isAgent,
  kindOfUrn,
  membersOf,
  misnamed,
  textOf,
  type AuthoredWrite,
  type Reason,
} from '@sourceos/sync-kernel';
import { containsEdgeId, isContainsEdgeId, kindOfType } from './graph/node-id.js';
import type { WorkspaceRecord } from './record.js';

/**
 * Rules that depend on nothing but the write: a record stands under the URN of its kind, a `contains` edge under the
 * one that its child names, and no agent writes a binding, its own or another's. Members that a patch does not carry
 * passed the same rules with the write that brought them.
 */
export const authorizeWrite = ({ objectId, authorId, record }: AuthoredWrite<WorkspaceRecord>): readonly Reason[] => {
  const found: Reason[] = [];
  if (isAgent(authorId) && kindOfUrn(objectId) === 'agent-binding') {
    found.push(engineDenied('', 'An agent binds no agents: a person does.'));
  }
  if (record === undefined) return found;
  const { type, relation, to } = membersOf(record);
  found.push(...misnamed(kindOfType, objectId, type));
  const child = textOf(to);
  if (isContainsEdgeId(objectId)) {
    if (relation !== undefined && relation !== 'contains') {
      found.push(engineDenied('/relation', 'The URN is that of a contains edge.'));
    }
    if (child !== undefined && containsEdgeId(child) !== objectId) {
      found.push(engineDenied('/to', 'A contains edge is named by its child, so that a node has one parent.'));
    }
  } else if (relation === 'contains') {
    found.push(engineDenied('/relation', 'A contains edge is named by its child, so that a node has one parent.'));
  }
  return found;
};
