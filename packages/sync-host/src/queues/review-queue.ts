import type { Decision, Engine, Reason, ReviewCard } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import type { AuditLog } from '../audit/audit-log.js';
import type { Device, DeviceScope } from '../device/device.js';
import { done, failed, type HostResult } from '../failure.js';
import { storeCodes, type StoreCode } from '../store/store-code.js';
import type { ReviewRow } from '../store/rows.js';
import type { Store } from '../store/store.js';
import { decisionAbout } from '../supervisor/waiting-piles.js';
import { reviewFaults, type ReviewCode } from './review-code.js';
import { candidatesOf, signReview, type Verdict } from './sign-review.js';

/** A write that waits for a person. */
export interface ReviewItem {
  readonly scopeId: string;
  readonly writeId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly expires?: number;
  readonly reasons: readonly Reason[];
  /** What a person decides it from; absent where the write cannot be read on this device. */
  readonly card?: ReviewCard;
  /** The other writes that are chosen between: to approve this one, or to edit, settles them too. */
  readonly rivals: readonly string[];
}

export interface ReviewQueueOptions {
  readonly device: Device;
  readonly store: Store;
  readonly engines: readonly Engine[];
  readonly crypto: Crypto;
  readonly audit: AuditLog;
  readonly now: () => number;
}

/** What waits for a person, in all scopes; a decision here is one for every device of its scope (I12). */
export interface ReviewQueue {
  /** Oldest first. */
  readonly list: (scopeId?: string) => HostResult<readonly ReviewItem[], StoreCode>;
  readonly show: (scopeId: string, writeId: string) => HostResult<ReviewItem, ReviewCode>;
  /** Signs the decision into the scope's control log. What became of the write by it. */
  readonly settle: (
    scopeId: string,
    writeId: string,
    decided: Verdict,
  ) => Promise<HostResult<Decision | undefined, ReviewCode>>;
  /**
   * Takes out what waited its whole time: it stays out of force and is kept apart from then on, in one transaction with
   * the event that says so. A person can still decide it by its id, or have it wait again (`QuarantineQueue.replay`).
   */
  readonly expire: (scopeId?: string) => HostResult<readonly ReviewRow[], StoreCode>;
}

const past: Readonly<Record<Verdict['verdict'], string>> = { approve: 'approved', reject: 'rejected', edit: 'edited' };

export const createReviewQueue = (options: ReviewQueueOptions): ReviewQueue => {
  const { device, store, engines, crypto, audit, now } = options;
  const { keyring } = device;

  const scopesOf = (scopeId: string | undefined): readonly DeviceScope[] =>
    device.scopes().filter((scope) => scopeId === undefined || scope.scopeId === scopeId);

  const itemOf = (scope: DeviceScope, { writeId, since, expires }: ReviewRow): ReviewItem => {
    const decision = scope.replica.decision(writeId);
    const card = scope.replica.card(writeId);
    const { collection, objectId } = decision ?? {};
    const candidates =
      collection === undefined || objectId === undefined ? [] : candidatesOf(scope, collection, objectId, writeId);
    return {
      scopeId: scope.scopeId,
      writeId,
      since,
      ...(expires === undefined ? {} : { expires }),
      reasons: decision?.reasons ?? [],
      ...(card === undefined ? {} : { card }),
      rivals: candidates.filter((id) => id !== writeId),
    };
  };

  const list = (scopeId?: string): HostResult<readonly ReviewItem[], StoreCode> => {
    const items: ReviewItem[] = [];
    for (const scope of scopesOf(scopeId)) {
      const rows = store.review(scope.scopeId);
      if (!rows.ok) return rows;
      items.push(...rows.value.map((row) => itemOf(scope, row)));
    }
    return done(items.sort((a, b) => a.since - b.since));
  };

  const settle = async (
    scopeId: string,
    writeId: string,
    decided: Verdict,
  ): Promise<HostResult<Decision | undefined, ReviewCode>> => {
    const scope = device.scope(scopeId);
    if (scope === undefined) return failed('unknown_scope', storeCodes.unknown_scope);
    const before = scope.replica.decision(writeId);
    const signed = signReview({ scope, keyring, crypto, engines, writeId, decided, now: now() });
    if (!signed.ok) return signed;
    const added = await scope.addControl([signed.value]);
    if (!added.ok) return added;
    const [result] = added.value;
    if (result?.accepted !== true || result.reasons.length > 0) {
      const why = result?.reasons.map(({ detail }) => detail).join(', ') ?? '';
      return failed('review_refused', `${reviewFaults.review_refused} (${why})`);
    }
    const noted = audit.note(scopeId, {
      eventType: `sync.review.${past[decided.verdict]}`,
      actorId: keyring.personId,
      subjectId: before?.objectId ?? keyring.deviceId,
      outcome: decided.verdict === 'reject' ? 'deny' : 'allow',
      ...(before?.collection === undefined ? {} : { policyDomain: before.collection }),
      details: { writeId, review: result.id },
    });
    // The review itself stands, signed, in the control log: what fails here is the note about it.
    return noted.ok ? done(scope.replica.decision(writeId)) : noted;
  };

  const expire = (scopeId?: string): HostResult<readonly ReviewRow[], StoreCode> => {
    const expired: ReviewRow[] = [];
    const at = now();
    for (const scope of scopesOf(scopeId)) {
      const rows = store.review(scope.scopeId);
      if (!rows.ok) return rows;
      const over = rows.value.filter(({ expires }) => expires !== undefined && expires <= at);
      if (over.length === 0) continue;
      const decided = over.map((row) => ({ row, decision: decisionAbout(scope, store, row.writeId) }));
      const events = audit.notesOf(
        scope.scopeId,
        decided.map(({ row, decision }) => ({
          eventType: 'sync.review.expired',
          actorId: keyring.deviceId,
          subjectId: decision?.objectId ?? keyring.deviceId,
          outcome: 'quarantine',
          ...(decision?.collection === undefined ? {} : { policyDomain: decision.collection }),
          details: { writeId: row.writeId, since: row.since },
        })),
      );
      if (!events.ok) return events;
      const quarantine = decided.map(({ row: { writeId, size }, decision }) => ({
        ...{ writeId, since: at, size, deviceId: decision?.deviceId ?? '' },
        reasons: decision?.reasons ?? [],
      }));
      const moved = store.acceptLocal({ scopeId: scope.scopeId, quarantine, audit: events.value, now: at });
      if (!moved.ok) return moved;
      expired.push(...over);
    }
    return done(expired);
  };

  return {
    list,
    show: (scopeId, writeId) => {
      const items = list(scopeId);
      if (!items.ok) return items;
      const item = items.value.find((each) => each.writeId === writeId);
      return item === undefined ? failed('not_waiting', reviewFaults.not_waiting) : done(item);
    },
    settle,
    expire,
  };
};
