import { changesOf, type LocalChange } from '@sourceos/sync-kernel';
import { nextStep, type StepTaken } from './lifecycle/next-step.js';
import { manifest } from './manifest.js';
import type { MemoryMeshRecord, MemoryObject } from './record.js';

const maker = changesOf<MemoryMeshRecord>(manifest);

/** Makes the changes of memories, for `Replica.author`. */
export const changes = {
  ...maker,
  /** Takes a memory one step further along its life; undefined where there is no such step (`nextStep`). */
  advance: (objectId: string, memory: MemoryObject, step: StepTaken): LocalChange | undefined => {
    const next = nextStep(memory, step);
    return next === undefined ? undefined : maker.put(objectId, next, { authorId: step.by });
  },
} as const;
