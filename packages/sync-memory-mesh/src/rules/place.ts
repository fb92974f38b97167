import { engineDenied, membersOf, reasonOf } from '@sourceos/sync-kernel';
import { scopeOf } from '../scope/scope-of.js';
import type { Rule } from './rule.js';

/** A memory is named by a memory's URN, and is for the profile or workspace in whose log it stands. */
export const place: Rule = ({ objectId, after }, { control: { scopeId } }) => {
  if (!objectId.startsWith('urn:srcos:memory:')) return [engineDenied('', 'A memory is named by urn:srcos:memory:….')];
  const scope = scopeOf(membersOf(after).scope);
  if (scope === undefined) return [];
  const evidence = { found: scope.level === 'workspace' ? scope.workspaceId : scope.profileId, here: scopeId };
  const inWorkspace = scopeId.startsWith('urn:srcos:workspace:');
  if (inWorkspace !== (scope.level === 'workspace')) {
    return [engineDenied('/scope/level', 'A memory stands in the log of the profile or workspace that may use it.')];
  }
  if (evidence.found === scopeId) return [];
  return inWorkspace
    ? [reasonOf('other_workspace', { pointer: '/scope/workspaceId', evidence })]
    : [reasonOf('other_profile', { pointer: '/scope/profileId', evidence })];
};
