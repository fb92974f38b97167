import {
  canonicalBytes,
  encodeBatch,
  encodeClock,
  encodeLeaf,
  parseBatch,
  payloadHashOf,
  sealPayload,
  signBatch,
  type WriteHeader,
} from '@sourceos/sync-kernel/wire';
import type { Engine } from '@sourceos/sync-kernel';
import { deviceIdOf, personIdOf, type SceneScope } from './scope.js';
import type { SceneChange } from './scene-change.js';

/** What is wrong with a write that a scene makes by hand; what is not named is as an honest device would have it. */
export interface Forgery {
  /** The signature is zeros. */
  readonly unsigned?: true;
  /** The name of whose key signs; by default the device's own. */
  readonly signedBy?: string;
  /** Another scope instance, in the statement and in the header. */
  readonly scopeId?: string;
  /** Another workspace or org in the header alone, the statement being of this scope. */
  readonly namesScope?: string;
  readonly schemaVersion?: string;
  readonly encryptionScope?: WriteHeader['encryptionScope'];
  readonly collection?: string;
  /** Hybrid time in milliseconds; by default the scene's. */
  readonly wall?: number;
  /** What the write claims to have seen, beyond what its device has. */
  readonly context?: ReadonlyMap<string, number>;
  /** The sealed bytes as they are, in place of the record: something that is no canonical JSON. */
  readonly payload?: Uint8Array;
}

/** What a device's next write follows on. */
export interface LogEnd {
  readonly last: number;
  readonly head: string | undefined;
  /** What the device has seen of the object. */
  readonly context: ReadonlyMap<string, number>;
  readonly now: number;
}

const scopeMembers = (scope: WriteHeader['encryptionScope'], scopeId: string): Partial<WriteHeader> =>
  scope === 'workspace' ? { workspaceId: scopeId } : scope === 'org' ? { orgId: scopeId } : {};

/** A batch of one write as no honest replica would author it, in the place where the device's next batch belongs. */
export const forge = (
  scope: SceneScope,
  engine: Engine,
  name: string,
  change: SceneChange,
  end: LogEnd,
  forgery: Forgery,
): Uint8Array => {
  const { crypto } = scope;
  const scopeId = forgery.scopeId ?? scope.scopeId;
  const encryptionScope = forgery.encryptionScope ?? change.encryptionScope ?? engine.manifest.encryptionScope;
  const n = end.last + 1;
  const context = new Map([...end.context, ...(forgery.context ?? [])]);
  const header = {
    objectId: change.objectId,
    collection: forgery.collection ?? engine.manifest.collection,
    schemaVersion: forgery.schemaVersion ?? engine.manifest.schemaVersion,
    operation: change.operation,
    authorId: change.authorId ?? personIdOf(name),
    deviceId: deviceIdOf(name),
    ...scopeMembers(encryptionScope, forgery.namesScope ?? scopeId),
    policyDomain: engine.manifest.collection,
    encryptionScope,
    causalClock: encodeClock({ wall: forgery.wall ?? end.now, counter: 0, n, context }),
    auditId: `urn:srcos:audit:forged-${name}-${String(n)}`,
  } satisfies Omit<WriteHeader, 'payloadHash'>;
  const plain = forgery.payload ?? canonicalBytes(change.record ?? null);
  const payload =
    encryptionScope === 'public'
      ? plain
      : sealPayload({
          crypto,
          key: scope.bytesOf(`${encryptionScope} key`),
          nonce: scope.bytesOf(`nonce ${name} ${String(n)}`).slice(0, 24),
          record: plain,
          header,
          scopeId,
          epoch: 1,
        });
  const batch = signBatch({
    crypto,
    secretKey: scope.secretKeyOf(forgery.signedBy ?? name),
    scopeId,
    epoch: 1,
    deviceId: deviceIdOf(name),
    sequence: n,
    ...(end.head === undefined ? {} : { previousRoot: end.head }),
    writes: [{ leaf: encodeLeaf({ ...header, payloadHash: payloadHashOf(crypto, payload) }), payload }],
  });
  return encodeBatch(forgery.unsigned === true ? { ...batch, signature: new Uint8Array(64) } : batch);
};

/** Bytes whose payload was changed on the way, after the author signed them. */
export const tampered = (bytes: Uint8Array): Uint8Array => {
  const parsed = parseBatch(bytes);
  if (!parsed.ok) throw new TypeError(`What a scene tampers with is a batch: ${parsed.message}`);
  const writes = parsed.value.writes.map(({ leaf, payload }) => {
    const changed = payload.slice();
    const at = changed.length - 1;
    changed[at] = (changed[at] ?? 0) ^ 1;
    return { leaf, payload: changed };
  });
  return encodeBatch({ ...parsed.value, writes });
};
