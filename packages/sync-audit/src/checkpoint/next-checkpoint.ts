import type { Crypto } from '@sourceos/sync-kernel/wire';
import { treeHeadOf } from '../log/audit-proof.js';
import { logEntries, type AuditReplica } from '../log/log-entries.js';
import type { AuditCheckpoint } from '../record.js';
import { checkpointHash, signCheckpoint } from './checkpoint-hash.js';

/** What a device says when it makes a checkpoint of its own log. */
export interface CheckpointRequest {
  readonly replica: AuditReplica;
  readonly deviceId: string;
  /** The profile, workspace or org of the replica. */
  readonly scopeId: string;
  /** Entries whose bodies are to go from now on; by default none. */
  readonly droppedRanges?: AuditCheckpoint['droppedRanges'];
  readonly policyBundleHash?: string;
  /** RFC 3339, by the device's clock. */
  readonly issuedAt: string;
  readonly crypto: Pick<Crypto, 'sign' | 'publicKey'>;
  /** The device's Ed25519 secret key, 32 bytes. */
  readonly secretKey: Uint8Array;
}

/** The next checkpoint of a device's log, signed, as the log stands; undefined while nothing is logged. */
export const nextCheckpoint = (request: CheckpointRequest): AuditCheckpoint | undefined => {
  const { replica, deviceId, scopeId, droppedRanges = [], policyBundleHash, issuedAt, crypto, secretKey } = request;
  const entries = logEntries(replica, deviceId);
  if (entries.length === 0) return undefined;
  const last = entries.findLast(({ checkpoint }) => checkpoint !== undefined)?.checkpoint;
  return signCheckpoint(crypto, secretKey, {
    type: 'AuditCheckpoint',
    deviceId,
    scopeId,
    ...treeHeadOf(entries.map(({ writeId }) => writeId)),
    ...(last === undefined
      ? {}
      : {
          previous: { treeSize: last.treeSize, rootHash: last.rootHash, checkpointHash: checkpointHash(last) },
        }),
    droppedRanges,
    ...(policyBundleHash === undefined ? {} : { policyBundleHash }),
    issuedAt,
  });
};
