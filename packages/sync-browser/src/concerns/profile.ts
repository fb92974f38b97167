import { membersOf } from '@sourceos/sync-kernel';
import type { BrowserChange, Concern } from './concern.js';

const ownerWords = (owner: unknown): string => {
  const { kind, workspaceId, orgId } = membersOf(owner);
  if (kind === 'workspace' && typeof workspaceId === 'string') return `the workspace ${workspaceId}`;
  if (kind === 'enterprise' && typeof orgId === 'string') return `the org ${orgId}`;
  return 'you';
};

/** A profile comes or goes: whose browsing it is. Its name says of which kind its owner is (see authorize). */
export const profileConcerns = ({ before, after, pointers }: BrowserChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (old.type !== 'BrowserProfile' && next.type !== 'BrowserProfile') return [];
  const concern = (sentence: string, alternative: string): readonly Concern[] => [
    { kind: 'profile', pointers: ['/owner'], sentence, alternative },
  ];
  if (after === undefined) return concern('What belongs to it has no profile any more.', 'Empty it first.');
  if (before === undefined)
    return concern(`What is browsed in it belongs to ${ownerWords(next.owner)}.`, 'Make it here.');
  return pointers.some((pointer) => pointer.split('/')[1] === 'owner')
    ? concern(`It belongs to ${ownerWords(next.owner)} instead of ${ownerWords(old.owner)}.`, 'Make another profile.')
    : [];
};
