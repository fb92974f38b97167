import type { LifecycleState } from '../records/lifecycle-state.js';
import type { MemoryObject } from '../record.js';
import { isExpired } from './retention.js';

/** Who asks for a memory, from where. */
export interface MemoryReader {
  readonly agentId: string;
  readonly profileId: string;
  /** The workspace in which the agent is at work, if in one. */
  readonly workspaceId?: string;
  /** Whether the device is the one on which a person promoted it; elsewhere a memory has to be `synced`. */
  readonly local: boolean;
  /** Whether the agent, or its model, runs outside this device. */
  readonly outside: boolean;
}

const usableStates = (local: boolean): readonly LifecycleState[] => (local ? ['promoted', 'synced'] : ['synced']);

/**
 * Whether an agent may use a memory that is in force on this device, at a moment of the device's own clock (I10). What
 * is held, quarantined or not in force is never asked about.
 */
export const usableBy = (memory: MemoryObject, reader: MemoryReader, now: number): boolean => {
  const { scope, promotionState, sensitivity } = memory;
  if (!usableStates(reader.local).includes(promotionState) || isExpired(memory, now)) return false;
  if (sensitivity === 'restricted' && reader.outside) return false;
  if (scope.level === 'workspace') return scope.workspaceId === reader.workspaceId;
  return scope.profileId === reader.profileId && (scope.level === 'profile' || scope.agentId === reader.agentId);
};
