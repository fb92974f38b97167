import { membersOf, textOf, type Members } from '@sourceos/sync-kernel';
import { compareExtensionVersions } from '../versions/compare-versions.js';

/** How far a block reaches: every version, those below one, or none. */
type Reach = { readonly kind: 'all' } | { readonly kind: 'below'; readonly version: string } | undefined;

const reachOf = (block: Members): Reach => {
  const { kind, version } = membersOf(block.blockedVersions);
  if (kind === 'all') return { kind };
  const below = textOf(version);
  return kind === 'below' && below !== undefined ? { kind, version: below } : undefined;
};

/** Whether a block holds for a version. One that cannot be read holds for all: what a policy keeps off stays off. */
export const isBlocked = (block: Members, version: string): boolean => {
  const reach = reachOf(block);
  return reach?.kind !== 'below' || compareExtensionVersions(version, reach.version) < 0;
};

/** Whether every version that the first block keeps off is kept off by the second, by the same policy. */
export const isNoWeaker = (before: Members, after: Members): boolean => {
  if (before.blockedBy !== after.blockedBy || before.extensionId !== after.extensionId) return false;
  const [old, next] = [reachOf(before), reachOf(after)];
  if (next?.kind === 'all') return true;
  if (old?.kind !== 'below' || next?.kind !== 'below') return false;
  return compareExtensionVersions(old.version, next.version) <= 0;
};
