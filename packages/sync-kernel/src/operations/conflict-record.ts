import type { MergeConflict } from '../merge/strategy.js';
import { moment } from './moment.js';

/** Version of the SyncConflictRecord contract that the records follow. */
const conflictRecordVersion = '2.0.0';

/** How a conflict came out. */
export interface ConflictResolution {
  /** `merge`: combined; `fork`: both kept for good; `skip`: the local change goes; `tombstone`: the object goes. */
  readonly kind: 'merge' | 'fork' | 'skip' | 'tombstone';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** URN of what settled it: a review, a write. */
  readonly ref?: string;
  readonly note?: string;
}

/** A conflict as the published SyncConflictRecord.json accepts it. */
export interface SyncConflictRecord {
  readonly id: string;
  readonly type: 'SyncConflictRecord';
  readonly specVersion: string;
  readonly deviceRef: string;
  readonly detectedAt: string;
  readonly conflictKind: MergeConflict['kind'];
  readonly localOperationRef: string;
  readonly remoteOperationRef: string | null;
  readonly conflictingDeviceRef: string | null;
  readonly resolution: 'pending' | ConflictResolution['kind'];
  readonly resolvedAt: string | null;
  readonly resolutionRef: string | null;
  readonly resolutionNote: string | null;
  readonly policyDecisionRefs: readonly string[];
  readonly evidenceRefs: readonly string[];
}

export interface ConflictRequest {
  /** From the view of the object on this device. */
  readonly conflict: MergeConflict;
  /** The device whose projection it is. */
  readonly deviceId: string;
  /** When the device found it, by its clock, milliseconds since the epoch. */
  readonly at: number;
  /** The device that authored a write: `Replica.decision(id)?.deviceId`. */
  readonly authorDevice: (writeId: string) => string | undefined;
  /** The write ids that the record in force here comes from. */
  readonly inForce: readonly string[];
  /** Absent: it waits for a person. */
  readonly resolution?: ConflictResolution;
  /** The policy decisions and reviews that bear on it. */
  readonly policyDecisionRefs?: readonly string[];
}

const deviceRef = (deviceId: string): string => deviceId.replace(/^urn:srcos:device:/, 'urn:srcos:device-identity:');
const operationRef = (writeId: string): string =>
  `urn:srcos:local-operation-log:${writeId.slice(writeId.indexOf(':') + 1)}`;

/**
 * A device's projection of a conflict. The id is the conflict's, a hash of the writes in conflict, alike on all
 * devices; which of them is local, and when it was found, each device says for itself. All writes are in `evidenceRefs`,
 * after the object.
 */
export const conflictRecord = (request: ConflictRequest): SyncConflictRecord => {
  const { conflict, deviceId, authorDevice, inForce, resolution } = request;
  const { writes } = conflict;
  // What the device wrote itself is its side; a device that wrote none of them takes the side that it shows.
  const local =
    writes.find((id) => authorDevice(id) === deviceId) ?? writes.find((id) => inForce.includes(id)) ?? writes[0] ?? '';
  const remote =
    writes.find((id) => id !== local && authorDevice(id) !== deviceId) ?? writes.find((id) => id !== local);
  const remoteDevice = remote === undefined ? undefined : authorDevice(remote);
  return {
    id: conflict.id,
    type: 'SyncConflictRecord',
    specVersion: conflictRecordVersion,
    deviceRef: deviceRef(deviceId),
    detectedAt: moment(request.at),
    conflictKind: conflict.kind,
    localOperationRef: operationRef(local),
    remoteOperationRef: remote === undefined ? null : operationRef(remote),
    conflictingDeviceRef: remoteDevice === undefined ? null : deviceRef(remoteDevice),
    resolution: resolution?.kind ?? 'pending',
    resolvedAt: resolution === undefined ? null : moment(resolution.at),
    resolutionRef: resolution?.ref ?? null,
    resolutionNote: resolution?.note ?? null,
    policyDecisionRefs: request.policyDecisionRefs ?? [],
    evidenceRefs: [conflict.objectId, ...writes.map(operationRef)],
  };
};
