import { changesOf, type ChangeChoices } from '@sourceos/sync-kernel';
import { manifest } from './manifest.js';
import type { AuditCheckpoint, AuditEvent, AuditRecord } from './record.js';

const maker = changesOf<AuditRecord>(manifest);

/** Makes the changes of a log, for `Replica.author`: entries are added, and nothing else can be done with them. */
export const changes = {
  put: maker.put,
  /** Appends an event, under its own id. */
  append: (event: AuditEvent, choices?: ChangeChoices) => maker.put(event.id, event, choices),
  /** Appends a checkpoint, under `urn:srcos:audit-checkpoint:…`. */
  checkpoint: (objectId: string, checkpoint: AuditCheckpoint, choices?: ChangeChoices) =>
    maker.put(objectId, checkpoint, choices),
} as const;
