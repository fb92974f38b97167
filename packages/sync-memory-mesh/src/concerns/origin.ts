import { membersOf, textOf, type Concern } from '@sourceos/sync-kernel';
import { isOutside, sourceWords } from '../source/untrusted.js';
import type { MemoryChange } from './concern.js';

/** Who wrote it, and where it comes from. */
export const originConcerns = ({ before, after }: MemoryChange): readonly Concern[] => {
  if (after === undefined) return [];
  const [old, next] = [membersOf(before), membersOf(after)];
  const [was, is] = [membersOf(old.provenance), membersOf(next.provenance)];
  const found: Concern[] = [];
  const source = textOf(is.sourceId);
  if (source !== undefined && (was.sourceId !== source || was.sourceKind !== is.sourceKind)) {
    const outside = isOutside(is.sourceKind) ? ', which may be written to mislead an agent' : '';
    const comes = before === undefined ? 'comes' : 'is now said to come';
    found.push({
      pointers: ['/provenance'],
      sentence: `It ${comes} from ${sourceWords(is.sourceKind)}${outside}: ${source}.`,
      alternative: 'Look at the source first.',
    });
  } else if (before !== undefined && JSON.stringify(was) !== JSON.stringify(is)) {
    found.push({
      pointers: ['/provenance'],
      sentence: 'What is said to show it changes.',
      alternative: 'Look at the evidence first.',
    });
  }
  if (old.agentSource !== next.agentSource && (before !== undefined || next.agentSource !== undefined)) {
    const agent = textOf(next.agentSource);
    found.push({
      pointers: ['/agentSource'],
      sentence: agent === undefined ? 'It no longer says that an agent wrote it.' : `An agent wrote it: ${agent}.`,
      alternative: 'Write it down yourself, if you know it to be right.',
    });
  }
  return found;
};
