import { isAgent } from '@sourceos/sync-kernel';
import type { MemoryObject } from '../record.js';
import { lifecycleState, type LifecycleState } from '../records/lifecycle-state.js';
import { agentSteps, goneStates } from './lifecycle-faults.js';

/** Who takes a step, and when: `2026-05-07T09:30:00Z`. */
export interface StepTaken {
  readonly by: string;
  readonly at: string;
}

/** The one state that follows a state; undefined after the last. */
export const stateAfter = (state: LifecycleState): LifecycleState | undefined =>
  lifecycleState.values[lifecycleState.values.indexOf(state) + 1];

/**
 * The memory one step further along its life, as a record to write: the step is noted, and its content goes with
 * `expired`. Undefined where there is no such step: after `revoked`, and for an agent beyond `proposed`.
 */
export const nextStep = (memory: MemoryObject, { by, at }: StepTaken): MemoryObject | undefined => {
  const state = stateAfter(memory.promotionState);
  if (state === undefined || (isAgent(by) && memory.steps.length >= agentSteps)) return undefined;
  const { content, ...rest } = memory;
  return {
    ...rest,
    ...(content === undefined || goneStates.includes(state) ? {} : { content }),
    promotionState: state,
    steps: [...memory.steps, { state, by, at }],
  };
};
