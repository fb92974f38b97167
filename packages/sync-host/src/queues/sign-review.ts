import {
  isAgent,
  readRecord,
  reasonDetails,
  signControlRecord,
  type Engine,
  type JsonObject,
  type Review,
} from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { DeviceScope } from '../device/device.js';
import { done, failed, type HostFailure, type HostResult } from '../failure.js';
import type { Keyring } from '../keyring/keyring.js';
import { reviewFaults, type ReviewCode } from './review-code.js';

/** What a person decided about a write. */
export type Verdict =
  | { readonly verdict: 'approve' }
  | { readonly verdict: 'reject' }
  /** The record takes the place of the write, and of those that it contends with. */
  | { readonly verdict: 'edit'; readonly record: JsonObject };

export interface ReviewRequest {
  readonly scope: DeviceScope;
  readonly keyring: Keyring;
  readonly crypto: Crypto;
  readonly engines: readonly Engine[];
  readonly writeId: string;
  readonly decided: Verdict;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Fault = HostFailure<ReviewCode>;
const fault = (code: keyof typeof reviewFaults, more = ''): Fault =>
  failed(code, more === '' ? reviewFaults[code] : `${reviewFaults[code]} ${more}`);

/** The writes that a person chooses between when they decide this one: it, and those that it is in conflict with. */
export const candidatesOf = (
  { replica }: Pick<DeviceScope, 'replica'>,
  collection: string,
  objectId: string,
  writeId: string,
): readonly string[] => {
  const conflicts = replica.view(collection, objectId)?.conflicts ?? [];
  const rivals = conflicts.filter(({ writes }) => writes.includes(writeId)).flatMap(({ writes }) => writes);
  return [...new Set([writeId, ...rivals])].sort();
};

/** A record that a reviewer wrote is held to what a record of any author is: schema, and no secret in it. */
const editedRecord = (engine: Engine, given: JsonObject): HostResult<JsonObject, ReviewCode> => {
  const read = readRecord(engine, engine.manifest.schemaVersion, given, false);
  if (!read.ok) return fault('record_refused', read.reason.pointer === undefined ? '' : `At ${read.reason.pointer}.`);
  return engine.redact(read.record).findings.length > 0 ? fault('secret_found') : done(read.record);
};

/**
 * A review as a signed record of the scope's control log (I12), so that what is settled once is settled on every device.
 * It names the candidates that the reviewer sees now, and the reviews that are known: what comes later stays held.
 */
export const signReview = (request: ReviewRequest): HostResult<Uint8Array, ReviewCode> => {
  const { scope, keyring, crypto, engines, writeId, decided, now } = request;
  const decision = scope.replica.decision(writeId);
  const waits = decision?.outcome === 'held' || decision?.outcome === 'quarantined';
  const forPerson = decision?.reasons.some(({ code }) => code === 'manual_review_required') === true;
  if (decision === undefined || !waits || !forPerson) return fault('not_waiting');
  const { collection, objectId, deviceId: writeDevice } = decision;
  const engine = engines.find(({ manifest }) => manifest.collection === collection);
  if (engine === undefined || collection === undefined || objectId === undefined || writeDevice === undefined) {
    return fault('unreadable');
  }
  const { deviceId, personId } = keyring;
  if (writeDevice === deviceId) return fault('own_write');
  if (isAgent(personId)) return fault('not_a_reviewer', 'An agent reviews nothing.');
  const control = scope.control();
  const n = (scope.replica.acknowledged().get(deviceId) ?? 0) + 1;
  const asked = { deviceId, authorId: personId, collection, n, wall: now, role: 'review' } as const;
  const missing = control.membership(deviceId, n) ?? control.delegation(asked);
  if (missing !== undefined) return fault('not_a_reviewer', reasonDetails[missing.detail].meaning);
  const record = decided.verdict === 'edit' ? editedRecord(engine, decided.record) : undefined;
  if (record?.ok === false) return record;
  const known = control.reviews(objectId).filter((review: Review) => review.collection === collection);
  const signed = signControlRecord(
    crypto,
    {
      kind: 'review',
      scopeId: scope.scopeId,
      reviewerId: personId,
      deviceId,
      collection,
      objectId,
      write: writeId,
      writeDevice,
      candidates: [...candidatesOf(scope, collection, objectId, writeId)],
      sees: known.map(({ id }) => id),
      wall: now,
      verdict: decided.verdict,
      ...(record === undefined ? {} : { record: record.value }),
    },
    [keyring.signingSecret],
  );
  return done(signed);
};
