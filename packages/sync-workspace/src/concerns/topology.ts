import { membersOf, textOf } from '@sourceos/sync-kernel';
import type { Concern, WorkspaceChange } from './concern.js';

/** From this size a subtree that is deleted or moved is a change of topology, and waits for a person. */
export const topologySize = 10;

const counted = (subtree: number): string =>
  subtree >= 1_000 ? '1,000 objects or more' : `${String(subtree)} objects`;

/** A large subtree leaves its place: deleted with its root, cut off, or moved below another node. */
export const topologyConcerns = ({ before, after, subtree = 0 }: WorkspaceChange): readonly Concern[] => {
  if (subtree < topologySize) return [];
  const objects = counted(subtree);
  const from = textOf(membersOf(before).from);
  const to = textOf(membersOf(after).from);
  const alternative = 'Reject it, and ask for the parts to be moved or deleted one by one.';
  if (from === undefined) {
    const sentence = `${objects} below it lose their place in the tree.`;
    return [{ kind: 'topology', pointers: [], sentence, alternative }];
  }
  if (after === undefined || to === undefined) {
    const sentence = `${objects} leave ${from} and stand in no place of the tree.`;
    return [{ kind: 'topology', pointers: [], sentence, alternative }];
  }
  return [{ kind: 'topology', pointers: ['/from'], sentence: `${objects} move from ${from} to ${to}.`, alternative }];
};
