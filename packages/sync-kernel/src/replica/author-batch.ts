import type { ControlView } from '../control/control-view.js';
import type { Engine } from '../engine/engine.js';
import { readRecord } from '../engine/read-record.js';
import type { Decision } from '../gate/decision.js';
import { decideUnread } from '../gate/gate.js';
import { ending } from '../gate/passage.js';
import { scopeKeysOf } from '../gate/scope-keys.js';
import { refusedRecord, secretReasons } from '../gate/secret-reasons.js';
import type { JsonObject } from '../model/json.js';
import { reasonOf } from '../model/reason-of.js';
import type { Reason } from '../model/reason.js';
import type { Stage } from '../model/stage.js';
import { checkOperation } from '../operations/tombstone.js';
import { encodeBatch } from '../wire/batch-frame.js';
import { signBatch, type WriteBytes } from '../wire/batch.js';
import { canonicalBytes } from '../wire/canonical-json.js';
import { encodeClock } from '../wire/causal-clock.js';
import { hashName } from '../wire/hash-name.js';
import { encodeLeaf, payloadHashOf } from '../wire/header.js';
import { tick, type HybridTime } from '../wire/hybrid-time.js';
import { maxBatchSize } from '../wire/statement.js';
import { sealPayload } from '../wire/seal.js';
import type { WriteHeader } from '../wire/write.js';
import type { DeviceLog } from './device-log.js';
import type { LocalChange, ReplicaOptions } from './replica.js';

/** What a device knows when it writes. */
export interface AuthorContext {
  readonly options: ReplicaOptions;
  readonly control: ControlView;
  readonly log: DeviceLog;
  /** The newest hybrid time that the device wrote or saw. */
  readonly time: HybridTime;
  readonly now: number;
  readonly engine: (collection: string) => Engine | undefined;
  /** The version vector of an object as it is known here. */
  readonly contextOf: (engine: Engine, objectId: string) => ReadonlyMap<string, number>;
}

/** A batch to send, the hybrid time after it, and decisions about changes that could not be written. */
export interface Authored {
  readonly bytes: Uint8Array | undefined;
  readonly time: HybridTime;
  readonly refused: readonly Decision[];
  /** What redaction took out before signing. */
  readonly redacted: readonly Reason[];
}

interface Prepared {
  readonly engine: Engine;
  readonly change: LocalChange;
  readonly scope: WriteHeader['encryptionScope'];
  readonly record: JsonObject | undefined;
  readonly redacted: readonly Reason[];
}

interface Refusal {
  readonly stage: Stage;
  readonly reasons: readonly Reason[];
}

const removes = (operation: LocalChange['operation']): boolean => operation === 'delete' || operation === 'tombstone';

/** Validates and redacts a change before anything of it is signed. */
const prepare = (change: LocalChange, { engine: find }: AuthorContext): Prepared | Refusal => {
  const engine = find(change.collection);
  if (engine === undefined) {
    const evidence = { collection: change.collection };
    return { stage: 'scope', reasons: [reasonOf('unknown_collection', { evidence })] };
  }
  const scope = change.encryptionScope ?? engine.manifest.encryptionScope;
  if (scope === 'device' || !engine.scopes.includes(scope)) {
    const evidence = { found: scope, allowed: [...engine.scopes] };
    return { stage: 'scope', reasons: [reasonOf('scope_not_allowed', { evidence })] };
  }
  const flag = checkOperation(engine, change.operation);
  if (flag !== undefined) return { stage: 'policy', reasons: [flag] };
  if (removes(change.operation)) return { engine, change, scope, record: undefined, redacted: [] };
  const isPatch = change.operation === 'patch';
  const given = change.record ?? {};
  const read = readRecord(engine, engine.manifest.schemaVersion, given, isPatch);
  if (!read.ok) return { stage: 'schema', reasons: refusedRecord(read.reason, given) };
  const { record, findings } = engine.redact(read.record);
  const redacted = secretReasons(findings);
  // What redaction leaves must still be a record: an engine that has no reference to put in a secret's place refuses it.
  const left = findings.length === 0 || readRecord(engine, engine.manifest.schemaVersion, record, isPatch).ok;
  if (redacted.length > 0 && (!left || engine.redact(record).findings.length > 0)) {
    return { stage: 'redaction', reasons: redacted };
  }
  return { engine, change, scope, record, redacted };
};

const scopeMembers = (scope: WriteHeader['encryptionScope'], scopeId: string): Partial<WriteHeader> =>
  scope === 'workspace' ? { workspaceId: scopeId } : scope === 'org' ? { orgId: scopeId } : {};

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Signs and seals the changes that can be written as one batch; the others are refused by name. */
export const authorBatch = (changes: readonly LocalChange[], context: AuthorContext): Authored => {
  const { options, control, log } = context;
  if (changes.length > maxBatchSize) throw new RangeError(`A batch holds at most ${maxBatchSize} writes.`);
  const { crypto, scopeId, deviceId } = options;
  const epoch = control.epoch();
  const refused: Decision[] = [];
  const redacted: Reason[] = [];
  const writes: WriteBytes[] = [];
  const seen = new Map<string, Map<string, number>>();
  let { time } = context;
  const refuse = ({ stage, reasons }: Refusal, change: LocalChange): void => {
    const id = hashName(crypto.sha256(canonicalBytes({ ...change })));
    const decision = decideUnread(id, stage, ending('rejected', ...reasons));
    refused.push({ ...decision, collection: change.collection, objectId: change.objectId });
  };
  for (const change of changes) {
    const prepared = prepare(change, context);
    if ('reasons' in prepared) {
      refuse(prepared, change);
      continue;
    }
    const [key] = prepared.scope === 'public' ? [] : scopeKeysOf(options.scopeKey, prepared.scope, epoch).keys;
    if (key === undefined && prepared.scope !== 'public') {
      refuse(
        { stage: 'unseal', reasons: [reasonOf('key_missing', { evidence: { epoch, scope: prepared.scope } })] },
        change,
      );
      continue;
    }
    time = tick(time, context.now);
    const n = log.last + 1 + writes.length;
    const vector = seen.get(change.objectId) ?? new Map(context.contextOf(prepared.engine, change.objectId));
    const header = {
      objectId: change.objectId,
      collection: change.collection,
      schemaVersion: prepared.engine.manifest.schemaVersion,
      operation: change.operation,
      authorId: change.authorId ?? options.authorId,
      deviceId,
      ...scopeMembers(prepared.scope, scopeId),
      policyDomain: change.collection,
      encryptionScope: prepared.scope,
      causalClock: encodeClock({ ...time, n, context: vector }),
      auditId: `urn:srcos:audit:${hex(options.random(16))}`,
    } satisfies Omit<WriteHeader, 'payloadHash'>;
    const plain = canonicalBytes(prepared.record ?? null);
    const payload =
      key === undefined
        ? plain
        : sealPayload({ crypto, key, nonce: options.random(24), record: plain, header, scopeId, epoch });
    writes.push({ leaf: encodeLeaf({ ...header, payloadHash: payloadHashOf(crypto, payload) }), payload });
    redacted.push(...prepared.redacted);
    vector.set(deviceId, n);
    seen.set(change.objectId, vector);
  }
  if (writes.length === 0) return { bytes: undefined, time: context.time, refused, redacted };
  const batch = signBatch({
    crypto,
    secretKey: options.secretKey,
    scopeId,
    epoch,
    deviceId,
    sequence: log.last + 1,
    ...(log.head === undefined ? {} : { previousRoot: log.head }),
    writes,
  });
  return { bytes: encodeBatch(batch), time, refused, redacted };
};
