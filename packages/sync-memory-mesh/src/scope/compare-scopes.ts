import type { MemoryScope } from '../record.js';

/** How one scope lies to another: `elsewhere` is neither within the other, such as another profile. */
export type ScopeRelation = 'same' | 'narrower' | 'wider' | 'elsewhere';

const breadth: Readonly<Record<MemoryScope['level'], number>> = { agent: 0, profile: 1, workspace: 2 };

const profileOf = (scope: MemoryScope): string | undefined =>
  scope.level === 'workspace' ? undefined : scope.profileId;

const isSame = (a: MemoryScope, b: MemoryScope): boolean => {
  if (a.level === 'workspace') return b.level === 'workspace' && a.workspaceId === b.workspaceId;
  if (a.level === 'profile') return b.level === 'profile' && a.profileId === b.profileId;
  return b.level === 'agent' && a.profileId === b.profileId && a.agentId === b.agentId;
};

/**
 * How the second scope lies to the first. A workspace is wider than any profile, since everybody in it may use the
 * memory; what a workspace knows is narrower nowhere, since its members are not one profile's.
 */
export const compareScopes = (from: MemoryScope, to: MemoryScope): ScopeRelation => {
  if (isSame(from, to)) return 'same';
  if (from.level !== 'workspace' && to.level === 'workspace') return 'wider';
  if (from.level === 'workspace' || profileOf(from) !== profileOf(to)) return 'elsewhere';
  if (breadth[from.level] === breadth[to.level]) return 'elsewhere';
  return breadth[to.level] > breadth[from.level] ? 'wider' : 'narrower';
};
