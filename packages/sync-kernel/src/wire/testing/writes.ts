import { utf8ToBytes } from '@noble/hashes/utils.js';
import { nativeCrypto } from '../../native/index.js';
import { signBatch, type Batch, type WriteBytes } from '../batch.js';
import { encodeClock } from '../causal-clock.js';
import { encodeLeaf, payloadHashOf } from '../header.js';
import { sealPayload } from '../seal.js';
import type { WriteHeader } from '../write.js';

/** Bytes that depend on a number only. */
export const bytesOf = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (seed * 131 + i * 17 + ((seed * i) >>> 3)) & 0xff);

export const deviceId = 'urn:srcos:device:laptop';
export const scope = { scopeId: 'urn:srcos:workspace:atelier', epoch: 3, key: bytesOf(32, 7) } as const;
export const secretKey = bytesOf(32, 1);
export const publicKey = nativeCrypto.publicKey(secretKey);

/** A header of a workspace record, all of its members there; `n` is its dot. */
export const headerOf = (n: number, payloadHash: string): WriteHeader => ({
  objectId: `urn:srcos:object:${n}`,
  collection: 'workspace.documents',
  schemaVersion: '1.2.0',
  operation: 'put',
  payloadHash,
  authorId: 'urn:srcos:person:ada',
  deviceId,
  workspaceId: scope.scopeId,
  policyDomain: 'workspace',
  encryptionScope: 'workspace',
  causalClock: encodeClock({
    wall: 1_764_547_200_000 + n,
    counter: 0,
    n,
    context: new Map([['urn:srcos:device:phone', 41]]),
  }),
  auditId: `urn:srcos:audit:${n}`,
});

/** A sealed write, as its author makes it. */
export const sealedWrite = (n: number, recordBytes = 200): WriteBytes => {
  const record = utf8ToBytes(JSON.stringify({ text: 'x'.repeat(recordBytes), n }));
  const header = headerOf(n, '');
  const payload = sealPayload({ crypto: nativeCrypto, ...scope, nonce: bytesOf(24, n), record, header });
  return { leaf: encodeLeaf({ ...header, payloadHash: payloadHashOf(nativeCrypto, payload) }), payload };
};

/** A signed batch of sealed writes, the first of its device. */
export const signedBatch = (size: number): Batch =>
  signBatch({
    crypto: nativeCrypto,
    secretKey,
    scopeId: scope.scopeId,
    epoch: scope.epoch,
    deviceId,
    sequence: 1,
    writes: Array.from({ length: size }, (_, i) => sealedWrite(i + 1)),
  });
