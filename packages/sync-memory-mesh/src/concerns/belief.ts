import { membersOf, quoted, textOf, type Concern } from '@sourceos/sync-kernel';
import { directing } from '../source/untrusted.js';
import { percent } from '../words/words.js';
import type { MemoryChange } from './concern.js';

/** What an agent would believe, or do, and how firmly. */
export const beliefConcerns = ({ before, after }: MemoryChange): readonly Concern[] => {
  if (after === undefined) return [];
  const [old, next] = [membersOf(before), membersOf(after)];
  const found: Concern[] = [];
  const add = (name: string, sentence: string, alternative: string): void => {
    found.push({ pointers: [`/${name}`], sentence, alternative });
  };
  const directs = directing.has(next.kind);
  const content = textOf(next.content);
  const was = textOf(old.content);
  if (directs && old.kind !== next.kind) {
    add('kind', 'It directs what agents do, and does not only inform them.', 'Have it remembered as a fact.');
  } else if (before !== undefined && old.kind !== next.kind) {
    add('kind', 'It is another kind of memory than before.', 'Make a new memory of it.');
  }
  if (content !== undefined && was !== undefined && content !== was) {
    add(
      'content',
      `Agents would ${directs ? 'do' : 'believe'} ${quoted(content)} instead of ${quoted(was)}.`,
      'Make a new memory of it, and keep both.',
    );
  }
  if (before !== undefined && old.confidence !== next.confidence) {
    const [from, to] = [old.confidence, next.confidence];
    if (typeof from === 'number' && typeof to === 'number') {
      const way = to > from ? 'more' : 'less';
      add(
        'confidence',
        `It is believed ${way} firmly: ${percent(to)} instead of ${percent(from)}.`,
        'Keep how sure its source was.',
      );
    }
  }
  return found;
};
