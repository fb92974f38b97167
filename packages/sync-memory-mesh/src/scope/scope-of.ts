import type { MemoryScope } from '../record.js';

/** The scope of a record, where it is whole: a merge of patches may have members of two. */
export const scopeOf = (value: unknown): MemoryScope | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { level, agentId, profileId, workspaceId } = value as Readonly<Record<string, unknown>>;
  if (level === 'workspace' && typeof workspaceId === 'string') return { level, workspaceId };
  if (typeof profileId !== 'string') return undefined;
  if (level === 'profile') return { level, profileId };
  return level === 'agent' && typeof agentId === 'string' ? { level, agentId, profileId } : undefined;
};

/** Who may use a memory of the scope, in words. */
export const scopeWords = (scope: MemoryScope): string => {
  switch (scope.level) {
    case 'agent':
      return `${scope.agentId} for ${scope.profileId}`;
    case 'profile':
      return `every agent of ${scope.profileId}`;
    case 'workspace':
      return `every member and agent of ${scope.workspaceId}`;
  }
};
