import { membersOf, textOf, type Members } from '@sourceos/sync-kernel';
import { isNoWeaker } from '../blocks/blocked.js';
import type { Concern, ExtensionsChange } from './concern.js';

const reachWords = (block: Members): string => {
  const { kind, version } = membersOf(block.blockedVersions);
  return kind === 'below' ? `versions below ${textOf(version) ?? '?'}` : 'every version';
};

/** A policy's block goes, holds for less, or is another policy's. That it comes or holds for more must not wait. */
export const blockConcerns = ({ before, after }: ExtensionsChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (old.type !== 'ExtensionBlock' || (after !== undefined && isNoWeaker(old, next))) return [];
  const policy = textOf(old.blockedBy) ?? 'a policy';
  const why = textOf(old.explanation) ?? '';
  const lifted =
    after === undefined
      ? `What ${policy} keeps off may run again (${reachWords(old)}).`
      : `It keeps off ${reachWords(next)} by ${textOf(next.blockedBy) ?? 'nobody'}, instead of ${reachWords(old)} by ${policy}.`;
  return [
    {
      kind: 'block',
      pointers: ['/blockedBy', '/blockedVersions'],
      sentence: `${lifted} It was blocked because: ${why}`,
      alternative: 'Update the extension to a version that is not blocked.',
    },
  ];
};
