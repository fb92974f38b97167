import type { JsonObject, Replica } from '@sourceos/sync-kernel';
import type { AuditCheckpoint, AuditEvent } from '../record.js';

/** What is read of a replica: any host's will do. */
export type AuditReplica = Pick<Replica, 'log' | 'view' | 'decision'>;

/** One entry of a device's log, as it is known here. */
export interface LogEntry {
  readonly writeId: string;
  readonly objectId: string | undefined;
  /** Absent where the body was dropped, or another write has the object. */
  readonly event?: AuditEvent;
  readonly checkpoint?: AuditCheckpoint;
}

const collection = 'audit';

// The gate validated what a view shows: the one place where it becomes the domain's type.
const bodyOf = (record: JsonObject | undefined): Pick<LogEntry, 'event' | 'checkpoint'> => {
  if (record?.type === 'AuditEvent') return { event: record as unknown as AuditEvent };
  return record?.type === 'AuditCheckpoint' ? { checkpoint: record as unknown as AuditCheckpoint } : {};
};

/** A device's log with the bodies that are there, the oldest entry first. */
export const logEntries = (replica: AuditReplica, deviceId: string): readonly LogEntry[] =>
  replica.log(collection, deviceId).map((writeId) => {
    const objectId = replica.decision(writeId)?.objectId;
    const view = objectId === undefined ? undefined : replica.view(collection, objectId);
    const isOwn = view?.inForce.includes(writeId) === true;
    return { writeId, objectId, ...(isOwn ? bodyOf(view.record) : {}) };
  });

/** The hash that the next event of a device's log links to; undefined where there is none, or its body is gone. */
export const lastEventHash = (replica: AuditReplica, deviceId: string): string | undefined =>
  logEntries(replica, deviceId).findLast(({ event }) => event !== undefined)?.event?.eventHash;
