import { canonicalBytes } from '../../wire/canonical-json.js';
import { signBatch } from '../../wire/batch.js';
import { encodeClock } from '../../wire/causal-clock.js';
import { encodeLeaf, payloadHashOf } from '../../wire/header.js';
import { portableCrypto as crypto } from '../../wire/portable-crypto.js';
import { createBatchProver } from '../../wire/proof.js';
import { openPayload, sealPayload } from '../../wire/seal.js';
import type { WriteHeader } from '../../wire/write.js';
import type { JsonObject } from '../../model/json.js';
import type { ExportItem } from '../export.js';

export const scopeId = 'urn:srcos:workspace:w';
const key = new Uint8Array(32).fill(9);
const epoch = 1;

/** A device's secret key, by its name's first letter. */
export const secretKeyOf = (deviceId: string): Uint8Array =>
  new Uint8Array(32).fill(deviceId.charCodeAt('urn:srcos:device:'.length));

const publicKeys = new Map<string, Uint8Array>();

/** A device's public key; unknown for `stranger`. */
export const deviceKey = (deviceId: string): Uint8Array | undefined => {
  if (deviceId.endsWith('stranger')) return undefined;
  const known = publicKeys.get(deviceId) ?? crypto.publicKey(secretKeyOf(deviceId));
  publicKeys.set(deviceId, known);
  return known;
};

/** Opens what `exportable` sealed. */
export const open = (_header: WriteHeader, leaf: Uint8Array, payload: Uint8Array): Uint8Array | undefined => {
  const opened = openPayload({ crypto, key, leaf, payload, scopeId, epoch });
  return opened.ok ? opened.value : undefined;
};

export interface Draft {
  readonly record?: JsonObject;
  readonly encryptionScope?: WriteHeader['encryptionScope'];
  readonly collection?: string;
}

/** One device's batch, sealed and signed, as what an export takes. */
export const exportable = (
  deviceId: string,
  drafts: readonly Draft[],
  { withPayload = false, scope = scopeId }: { readonly withPayload?: boolean; readonly scope?: string } = {},
): readonly ExportItem[] => {
  const writes = drafts.map(({ record, encryptionScope = 'workspace', collection = 'test.notes' }, index) => {
    const header: Omit<WriteHeader, 'payloadHash'> = {
      objectId: `urn:srcos:note:${index}`,
      collection,
      schemaVersion: '1.0.0',
      operation: record === undefined ? 'delete' : 'put',
      authorId: 'urn:srcos:person:ada',
      deviceId,
      workspaceId: 'urn:srcos:workspace:w',
      policyDomain: 'test',
      encryptionScope,
      causalClock: encodeClock({ wall: 1_000 + index, counter: 0, n: index + 1, context: new Map() }),
      auditId: `urn:srcos:audit:${index}`,
    };
    const plain = record === undefined ? new Uint8Array(0) : canonicalBytes(record);
    const nonce = new Uint8Array(24).fill(index);
    const sealed = encryptionScope !== 'public';
    const payload = sealed ? sealPayload({ crypto, key, nonce, record: plain, header, scopeId, epoch }) : plain;
    return { leaf: encodeLeaf({ ...header, payloadHash: payloadHashOf(crypto, payload) }), payload, record };
  });
  const statement = { scopeId: scope, epoch, deviceId, sequence: 1 };
  const prove = createBatchProver(
    crypto,
    signBatch({ crypto, secretKey: secretKeyOf(deviceId), writes, ...statement }),
  );
  return writes.map(({ leaf, payload, record }, index) => ({
    leaf,
    record,
    proof: prove(index),
    ...(withPayload ? { payload } : {}),
  }));
};
