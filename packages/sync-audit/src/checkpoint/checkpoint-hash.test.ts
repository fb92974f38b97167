import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { expect, it } from 'vitest';
import { auditRecord } from '../record.js';
import { checkpointHash, signCheckpoint, verifyCheckpoint } from './checkpoint-hash.js';

const [secretKey, otherKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const publicKey = nativeCrypto.publicKey(secretKey);
const checkpoint = signCheckpoint(nativeCrypto, secretKey, {
  type: 'AuditCheckpoint',
  deviceId: 'urn:srcos:device:laptop',
  scopeId: 'urn:srcos:profile:work',
  treeSize: 3,
  rootHash: `sha256:${'0'.repeat(64)}`,
  droppedRanges: [{ start: 0, end: 1, cause: 'retention' }],
  issuedAt: '2026-06-01T00:00:00Z',
});

it("is signed by the device's key over all of it", () => {
  expect(auditRecord.safeParse(checkpoint).success).toBe(true);
  expect(verifyCheckpoint(checkpoint, publicKey)).toBe(true);
  expect(verifyCheckpoint(checkpoint, nativeCrypto.publicKey(otherKey))).toBe(false);
  expect(verifyCheckpoint({ ...checkpoint, treeSize: 4 }, publicKey)).toBe(false);
  expect(verifyCheckpoint({ ...checkpoint, signature: `${'A'.repeat(85)}B` }, publicKey)).toBe(false);
  const { signature, signingKey } = signCheckpoint(nativeCrypto, otherKey, checkpoint);
  expect(verifyCheckpoint({ ...checkpoint, signature, signingKey }, publicKey)).toBe(false);
});

it('has one hash, whatever the order of its members', () => {
  const turned = Object.fromEntries(Object.entries(checkpoint).reverse()) as typeof checkpoint;
  expect(checkpointHash(turned)).toBe(checkpointHash(checkpoint));
  expect(checkpointHash({ ...checkpoint, treeSize: 4 })).not.toBe(checkpointHash(checkpoint));
});
