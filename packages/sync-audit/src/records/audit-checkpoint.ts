import { publicKey, sha256Hash, signature, timestamp, urnOf } from '@sourceos/sync-spec';
import * as z from 'zod';
import { droppedRange, rangeFault } from './dropped-range.js';

const treeHead = {
  treeSize: z.int().min(1).describe('How many entries the log has.'),
  rootHash: sha256Hash().describe('Root of the Merkle tree over them (RFC 6962, section 2.1).'),
};

const previousCheckpoint = z.strictObject({
  ...treeHead,
  checkpointHash: sha256Hash().describe('SHA-256 of that checkpoint as RFC 8785 JSON.'),
});

/**
 * What a device says about its own log: so many entries, this root, and which bodies it drops from now
 * on. What an earlier checkpoint dropped stays dropped; no checkpoint drops a hash.
 */
export const auditCheckpoint = z
  .strictObject({
    type: z.literal('AuditCheckpoint'),
    deviceId: urnOf('device').describe('The device whose log it is. No other may write a checkpoint of it.'),
    scopeId: urnOf('profile', 'workspace', 'org').describe('The scope that the log belongs to; each has its own.'),
    ...treeHead,
    previous: previousCheckpoint.describe('The checkpoint before this one; absent for the first.').optional(),
    droppedRanges: z.array(droppedRange).max(1_024).describe('Entries whose bodies are dropped, in order.'),
    policyBundleHash: sha256Hash().describe('The policy bundle that the drop follows, where one does.').optional(),
    issuedAt: timestamp().describe('When it was issued.'),
    signingKey: publicKey().describe("The device's Ed25519 key."),
    signature: signature().describe('Ed25519 by that key over this record as RFC 8785 JSON without `signature`.'),
  })
  .superRefine(({ treeSize, rootHash, previous, droppedRanges }, context) => {
    if (previous !== undefined && previous.treeSize > treeSize) {
      const message = 'a log no longer than the one that extends it';
      context.addIssue({ code: 'custom', path: ['previous', 'treeSize'], message });
    }
    if (previous?.treeSize === treeSize && previous.rootHash !== rootHash) {
      const message = 'the same root, for a log that has not grown';
      context.addIssue({ code: 'custom', path: ['previous', 'rootHash'], message });
    }
    droppedRanges.forEach((_, index) => {
      const message = rangeFault(droppedRanges, index, treeSize);
      if (message !== undefined) context.addIssue({ code: 'custom', path: ['droppedRanges', index], message });
    });
  })
  .describe("A device's signed statement about its own log.");
