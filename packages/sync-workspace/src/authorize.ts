import { reasonOf, type AuthoredWrite, type Reason } from '@sourceos/sync-kernel';
import { membersOf, textOf } from './concerns/concern.js';
import { containsEdgeId, isContainsEdgeId, kindOfId, kindOfType } from './graph/node-id.js';
import type { WorkspaceRecord } from './record.js';

const denied = (pointer: string, rule: string): Reason => reasonOf('engine_denied', { pointer, evidence: { rule } });

/**
 * Rules that depend on nothing but the write: a record stands under the URN of its kind, a `contains` edge under the
 * one that its child names, and no agent writes a binding, its own or another's. Members that a patch does not carry
 * passed the same rules with the write that brought them.
 */
export const authorizeWrite = ({ objectId, authorId, record }: AuthoredWrite<WorkspaceRecord>): readonly Reason[] => {
  const found: Reason[] = [];
  if (authorId.startsWith('urn:srcos:agent:') && kindOfId(objectId) === 'agent-binding') {
    found.push(denied('', 'An agent binds no agents: a person does.'));
  }
  if (record === undefined) return found;
  const { type, relation, to } = membersOf(record);
  const kind = typeof type === 'string' && Object.hasOwn(kindOfType, type) ? kindOfType[type] : undefined;
  if (kind !== undefined && kind !== kindOfId(objectId)) {
    found.push(denied('/type', `A record of this type is named by urn:srcos:${kind}:….`));
  }
  const child = textOf(to);
  if (isContainsEdgeId(objectId)) {
    if (relation !== undefined && relation !== 'contains') {
      found.push(denied('/relation', 'The URN is that of a contains edge.'));
    }
    if (child !== undefined && containsEdgeId(child) !== objectId) {
      found.push(denied('/to', 'A contains edge is named by its child, so that a node has one parent.'));
    }
  } else if (relation === 'contains') {
    found.push(denied('/relation', 'A contains edge is named by its child, so that a node has one parent.'));
  }
  return found;
};
