import { explainDecision, remedies, type Decision, type Reason, type ReviewCard } from '@sourceos/sync-kernel';
import type { AuditLog } from '../audit/audit-log.js';
import type { Device, DeviceScope } from '../device/device.js';
import { defaultReviewFor, waitsForPerson } from '../device/queue-changes.js';
import { done, failed, type HostResult } from '../failure.js';
import type { QuarantineRow } from '../store/rows.js';
import { storeCodes, type StoreCode } from '../store/store-code.js';
import type { Dropped, QuarantineLimits, Store } from '../store/store.js';

/** A write that is kept apart, why, and what a person can do about it (I14). */
export interface QuarantineItem extends Omit<QuarantineRow, 'body'> {
  readonly scopeId: string;
  readonly collection?: string;
  readonly objectId?: string;
  /** One sentence for each reason, in their order. */
  readonly remedies: readonly string[];
}

/** Everything about one of them. */
export interface QuarantineDetail extends QuarantineItem {
  /** The whole way through the gate, a sentence each step; absent where the replica does not hold the write. */
  readonly explanation?: readonly string[];
  /** What it would change, where it can be read. */
  readonly card?: ReviewCard;
  /** Whether its bytes are here as they came; a quota may have dropped them, and they can be fetched again. */
  readonly bodyHeld: boolean;
}

/** What judging again came to. */
export interface Replayed {
  /** Decisions about the writes that were asked for which are others than before. */
  readonly changed: readonly Decision[];
  /** How many of them stay apart. */
  readonly stays: number;
}

export interface QuarantineOptions {
  readonly device: Device;
  readonly store: Store;
  readonly audit: AuditLog;
  readonly now: () => number;
  /** Milliseconds that what waits for a person again waits: the device's `reviewFor`; 30 days by default. */
  readonly reviewFor?: number;
}

export interface QuarantineQueue {
  /** Oldest first, without what was thrown away. */
  readonly list: (scopeId?: string) => HostResult<readonly QuarantineItem[], StoreCode>;
  readonly show: (scopeId: string, writeId: string) => HostResult<QuarantineDetail, StoreCode | 'not_apart'>;
  /**
   * Judges again, after an upgrade, a new key or a new trust. A replay waives nothing: the whole gate is passed. What was
   * kept apart because nobody reviewed it in time waits for a person again.
   */
  readonly replay: (scopeId: string, writeIds: readonly string[] | 'all') => HostResult<Replayed, StoreCode>;
  /**
   * Throws one away, as a person decided: it is listed and counted no more, and its bytes go; hash and reasons stay, and
   * the audit log says who did it. It decides nothing about the write: what a later trust or a review lets out of the
   * quarantine is in force then, here as on every other device (I10).
   */
  readonly discard: (scopeId: string, writeId: string) => HostResult<undefined, StoreCode | 'not_apart'>;
  /** Drops bodies that expired or are over quota; hash and reasons stay, and the audit log says how much went. */
  readonly trim: (limits?: Partial<Omit<QuarantineLimits, 'scopeId' | 'now'>>) => HostResult<Dropped, StoreCode>;
}

/** Room for what is kept apart, in each scope. */
const defaultLimits = { bytes: 64 * 1_048_576, bytesPerDevice: 16 * 1_048_576, rows: 10_000 };

const notApart = 'No write of that id is in quarantine.';

const remediesOf = (reasons: readonly Reason[]): readonly string[] =>
  reasons.map(({ detail }) => remedies[detail].remedy);

export const createQuarantineQueue = ({
  device,
  store,
  audit,
  now,
  reviewFor = defaultReviewFor,
}: QuarantineOptions): QuarantineQueue => {
  const scopesOf = (scopeId: string | undefined): readonly DeviceScope[] =>
    device.scopes().filter((scope) => scopeId === undefined || scope.scopeId === scopeId);

  const itemOf = ({ scopeId, replica }: DeviceScope, row: Omit<QuarantineRow, 'body'>): QuarantineItem => {
    const { collection, objectId, reasons = row.reasons } = replica.decision(row.writeId) ?? {};
    return {
      ...row,
      scopeId,
      ...(collection === undefined ? {} : { collection }),
      ...(objectId === undefined ? {} : { objectId }),
      reasons,
      remedies: remediesOf(reasons),
    };
  };

  const rowsOf = (scope: DeviceScope): HostResult<readonly QuarantineItem[], StoreCode> => {
    const rows = store.quarantine(scope.scopeId);
    if (!rows.ok) return rows;
    return done(rows.value.filter(({ discarded }) => discarded === undefined).map((row) => itemOf(scope, row)));
  };

  return {
    list: (scopeId) => {
      const items: QuarantineItem[] = [];
      for (const scope of scopesOf(scopeId)) {
        const rows = rowsOf(scope);
        if (!rows.ok) return rows;
        items.push(...rows.value);
      }
      return done(items.sort((a, b) => a.since - b.since));
    },
    show: (scopeId, writeId) => {
      const scope = device.scope(scopeId);
      if (scope === undefined) return failed('unknown_scope', storeCodes.unknown_scope);
      const row = store.quarantined(scopeId, writeId);
      if (!row.ok) return row;
      if (row.value === undefined) return failed('not_apart', notApart);
      const { body, ...rest } = row.value;
      const decision = scope.replica.decision(writeId);
      const card = scope.replica.card(writeId);
      return done({
        ...itemOf(scope, rest),
        ...(decision === undefined ? {} : { explanation: explainDecision(decision) }),
        ...(card === undefined ? {} : { card }),
        bodyHeld: body !== undefined,
      });
    },
    replay: (scopeId, writeIds) => {
      const scope = device.scope(scopeId);
      if (scope === undefined) return failed('unknown_scope', storeCodes.unknown_scope);
      const before = rowsOf(scope);
      if (!before.ok) return before;
      const asked = new Set(writeIds === 'all' ? before.value.map(({ writeId }) => writeId) : writeIds);
      const apart = before.value.filter(({ writeId }) => asked.has(writeId));
      const judged = scope.judgeAgain();
      if (!judged.ok) return judged;
      const decided = apart.map(({ writeId, size }) => ({ size, decision: scope.replica.decision(writeId) }));
      const changed = decided.flatMap(({ decision }) =>
        decision === undefined || decision.outcome === 'quarantined' ? [] : [decision],
      );
      const since = now();
      const review = decided.flatMap(({ decision, size }) =>
        decision !== undefined && waitsForPerson(decision)
          ? [{ writeId: decision.writeId, since, expires: since + reviewFor, size }]
          : [],
      );
      const waits = review.length === 0 ? done(0) : store.acceptLocal({ scopeId, review, now: since });
      return waits.ok ? done({ changed, stays: apart.length - changed.length }) : waits;
    },
    discard: (scopeId, writeId) => {
      const row = store.quarantined(scopeId, writeId);
      if (!row.ok) return row;
      if (row.value === undefined || row.value.discarded !== undefined) return failed('not_apart', notApart);
      const { body: _, ...rest } = row.value;
      const decision = device.scope(scopeId)?.replica.decision(writeId);
      const event = audit.notesOf(scopeId, [
        {
          eventType: 'sync.quarantine.discarded',
          actorId: device.keyring.personId,
          subjectId: decision?.objectId ?? device.keyring.deviceId,
          outcome: 'deny',
          ...(decision?.collection === undefined ? {} : { policyDomain: decision.collection }),
          details: { writeId, reasons: rest.reasons.map(({ code, detail }) => `${code}: ${detail}`) },
        },
      ]);
      if (!event.ok) return event;
      const at = now();
      const kept = store.acceptLocal({
        scopeId,
        quarantine: [{ ...rest, discarded: at }],
        audit: event.value,
        now: at,
      });
      return kept.ok ? done(undefined) : kept;
    },
    trim: (limits = {}) => {
      let count = 0;
      let bytes = 0;
      for (const { scopeId } of device.scopes()) {
        const dropped = store.trimQuarantine({ ...defaultLimits, ...limits, scopeId, now: now() });
        if (!dropped.ok) return dropped;
        if (dropped.value.count === 0) continue;
        count += dropped.value.count;
        bytes += dropped.value.bytes;
        const noted = audit.note(scopeId, {
          eventType: 'sync.quarantine.trimmed',
          actorId: device.keyring.deviceId,
          subjectId: scopeId,
          outcome: 'informational',
          details: { ...dropped.value },
        });
        if (!noted.ok) return noted;
      }
      return done({ count, bytes });
    },
  };
};
