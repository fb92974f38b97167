import { isAgent } from '@sourceos/sync-kernel';
import { lifecycleState, type LifecycleState } from '../records/lifecycle-state.js';

/** The states in which a memory has no content any more. */
export const goneStates: readonly LifecycleState[] = ['expired', 'revoked'];

/** How many steps an agent takes at most: it observes and proposes. */
export const agentSteps = lifecycleState.values.indexOf('proposed') + 1;

/** What of a memory its lifecycle is about. A merge of patches may lack any of it. */
export interface LivingMemory {
  readonly content?: unknown;
  readonly promotionState?: unknown;
  readonly steps?: unknown;
}

interface LifecycleFault {
  readonly path: (string | number)[];
  /** What would be right, as an error of the schema says it. */
  readonly message: string;
}

interface Step {
  readonly state?: unknown;
  readonly by?: unknown;
}

/** The steps of a record, whatever is in them. */
export const stepsOf = ({ steps }: LivingMemory): readonly Step[] =>
  Array.isArray(steps)
    ? steps.filter((step): step is Step => typeof step === 'object' && step !== null && !Array.isArray(step))
    : [];

/**
 * What is wrong with a memory's life. Its states make one line with no other edges: the steps of a record are the
 * beginning of that line, they end where the record says it is, and no agent took one beyond `proposed`. So no write,
 * whoever signs it, can say that a memory came where it is by another way.
 */
export const lifecycleFaults = (memory: LivingMemory): readonly LifecycleFault[] => {
  const faults: LifecycleFault[] = [];
  const steps = stepsOf(memory);
  steps.forEach(({ state, by }, index) => {
    const expected = lifecycleState.values[index];
    if (state !== expected) {
      faults.push({ path: ['steps', index, 'state'], message: expected ?? 'no further step' });
    }
    if (index >= agentSteps && typeof by === 'string' && isAgent(by)) {
      faults.push({
        path: ['steps', index, 'by'],
        message: 'a person: an agent takes a memory no further than proposed',
      });
    }
  });
  const last = steps.at(-1)?.state;
  if (memory.promotionState !== last) {
    faults.push({ path: ['promotionState'], message: `the state of the last step, ${String(last)}` });
  }
  const isGone = goneStates.some((state) => state === memory.promotionState);
  if (isGone !== (memory.content === undefined)) {
    const message = isGone
      ? `no content, which is gone once ${String(memory.promotionState)}`
      : 'the content of the memory';
    faults.push({ path: ['content'], message });
  }
  return faults;
};
