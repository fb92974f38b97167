import { membersOf, textOf, type Concern } from '@sourceos/sync-kernel';
import { stepsOf } from '../lifecycle/lifecycle-faults.js';
import { lifecycleState } from '../records/lifecycle-state.js';
import type { MemoryChange } from './concern.js';

const meaningOf = (state: string): string =>
  lifecycleState.has(state) ? lifecycleState.meanings[state] : 'A state that is not known here.';

const alternatives: Readonly<Record<string, string>> = {
  observed: 'Leave it unremembered.',
  proposed: 'Leave it unremembered.',
  scoped: 'Settle a narrower scope first.',
  approved: 'Ask who said it before you agree.',
  promoted: 'Leave it approved until an agent needs it.',
  synced: 'Leave it promoted on the one device.',
};

/** The memory comes, goes, or takes steps along its life. */
export const lifecycleConcerns = ({ before, after }: MemoryChange): readonly Concern[] => {
  const [old, next] = [membersOf(before), membersOf(after)];
  const pointers = ['/promotionState'];
  if (after === undefined) {
    const state = textOf(old.promotionState) ?? 'remembered';
    const sentence =
      state === 'promoted' || state === 'synced' ? 'Agents that use it forget it.' : `What is ${state} is forgotten.`;
    return [{ pointers, sentence, alternative: 'Keep it until who wrote it agrees.' }];
  }
  const state = textOf(next.promotionState);
  const was = textOf(old.promotionState);
  if (state === undefined || state === was) return [];
  const alternative = alternatives[state] ?? 'Keep it, and let its retention end by itself.';
  const taken = stepsOf(next).slice(was === undefined ? 0 : stepsOf(old).length);
  const by = [...new Set(taken.map((step) => textOf(step.by) ?? 'somebody'))];
  const who = by.length === 0 ? '' : `, by ${by.join(' and ')}`;
  const from = was === undefined ? `It comes as ${state}` : `It goes from ${was} to ${state}`;
  return [
    { pointers, sentence: `${from}${who}: ${meaningOf(state).replace(/^./, (c) => c.toLowerCase())}`, alternative },
  ];
};
