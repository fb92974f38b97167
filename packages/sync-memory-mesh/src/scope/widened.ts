import type { MemoryObject, MemoryScope } from '../record.js';
import type { StepTaken } from '../lifecycle/next-step.js';
import { compareScopes } from './compare-scopes.js';

/**
 * A new memory that makes what another says usable more widely (I2): a proposal that names the narrower one and begins
 * its own life. It is written under an id of its own, in the log of its scope, and reviewed there. Undefined where the
 * scope is not wider, or the content is gone.
 *
 * @param objectId the narrower memory's id
 */
export const widened = (
  objectId: string,
  memory: MemoryObject,
  scope: MemoryScope,
  { by, at }: StepTaken,
): MemoryObject | undefined => {
  if (memory.content === undefined || compareScopes(memory.scope, scope) !== 'wider') return undefined;
  return {
    ...memory,
    scope,
    promotionState: 'proposed',
    steps: [
      { state: 'observed', by, at },
      { state: 'proposed', by, at },
    ],
    provenance: { ...memory.provenance, widens: objectId },
  };
};
