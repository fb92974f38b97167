import { createReplica, exportRecords, initialFacts, planRollback, strategies } from '@sourceos/sync-kernel';

/** The parts of the kernel that act on a manifest. Another implementation gives its own, and is held to the same. */
export interface Host {
  readonly createReplica: typeof createReplica;
  readonly initialFacts: typeof initialFacts;
  readonly planRollback: typeof planRollback;
  readonly exportRecords: typeof exportRecords;
  readonly strategies: typeof strategies;
}

export const kernelHost: Host = { createReplica, initialFacts, planRollback, exportRecords, strategies };
