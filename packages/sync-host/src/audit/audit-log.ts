import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Decision, Engine, JsonObject } from '@sourceos/sync-kernel';
import { canonicalBytes, hashName, type Crypto } from '@sourceos/sync-kernel/wire';
import { done, type HostResult } from '../failure.js';
import { emptyFold, foldLeaf, foldRoot } from '../relay-client/tree-fold.js';
import type { StoreCode, StoreResult } from '../store/store-code.js';
import type { Store } from '../store/store.js';
import { decisionEvents, type AuditEvent, type Recorder } from './decision-events.js';
import { hostEvent, type HostNote } from './host-event.js';
import { readEvent } from './read-event.js';
import { verifyAuditLog, type AuditFault, type AuditHead } from './verify-audit.js';

export interface AuditLogOptions {
  readonly store: Pick<Store, 'audit' | 'auditLength' | 'appendAudit'>;
  readonly crypto: Pick<Crypto, 'sha256'>;
  /** The device that decides and records. */
  readonly deviceId: string;
  readonly engines: readonly Engine[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The device's own log of what was decided on it: hash-linked, one for all scopes. */
export interface AuditLog {
  /**
   * The events of decisions, to be appended in the transaction that keeps the decisions: `DeviceOptions.audit`. They
   * follow what is durable at this moment; what never became durable leaves no gap.
   */
  readonly auditOf: (scopeId: string, decisions: readonly Decision[]) => readonly Uint8Array[];
  /** The events of notes, to be appended in the transaction that does what they note. */
  readonly notesOf: (scopeId: string, notes: readonly HostNote[]) => StoreResult<readonly Uint8Array[]>;
  /** Appends what the host did or found itself. */
  readonly note: (scopeId: string, note: HostNote) => StoreResult<undefined>;
  /** The head as it is now: keep it elsewhere to hold the log against it later. */
  readonly head: () => HostResult<AuditHead, 'audit_broken' | StoreCode>;
  /** Whether the log is whole, and continues an earlier head. */
  readonly verify: (earlier?: AuditHead) => HostResult<AuditHead, AuditFault | StoreCode>;
  /** Events after a position, oldest first, at most so many. */
  readonly events: (after: number, limit: number) => HostResult<readonly AuditEvent[], 'audit_broken' | StoreCode>;
}

const bytesOf = (event: AuditEvent): Uint8Array => canonicalBytes(event as unknown as JsonObject);

export const createAuditLog = ({ store, crypto, deviceId, engines, now }: AuditLogOptions): AuditLog => {
  const byCollection = new Map(engines.map((engine) => [engine.manifest.collection, engine] as const));
  /** Decisions that could not be recorded since the log could not be read: the next event says how many. */
  let missed = 0;
  let fold = emptyFold;

  const recorder = (scopeId: string): Recorder => ({ crypto, deviceId, scopeId, at: now() });

  const rows = (after: number, limit: number): HostResult<readonly AuditEvent[], 'audit_broken' | StoreCode> => {
    const read = store.audit(after, limit);
    if (!read.ok) return read;
    const events: AuditEvent[] = [];
    for (const { position, bytes } of read.value) {
      const event = readEvent(crypto, bytes);
      if (!event.ok) return { ok: false, code: 'audit_broken', message: `At ${String(position)}: ${event.why}` };
      events.push(event.event);
    }
    return done(events);
  };

  /**
   * The hash of the last event, as it is durable now; another process may have written since. A log whose end is damaged
   * is continued all the same, without a link: to verify it says where it broke.
   */
  const tip = (): StoreResult<string | undefined> => {
    const length = store.auditLength();
    if (!length.ok) return length;
    if (length.value === 0) return done(undefined);
    const last = store.audit(length.value - 1, 1);
    if (!last.ok) return last;
    const [row] = last.value;
    const read = row === undefined ? undefined : readEvent(crypto, row.bytes);
    return done(read?.ok === true ? read.event.eventHash : undefined);
  };

  const auditOf = (scopeId: string, decisions: readonly Decision[]): readonly Uint8Array[] => {
    const last = tip();
    if (!last.ok) {
      missed += decisions.length;
      return [];
    }
    const by = recorder(scopeId);
    const gap = missed === 0 ? [] : [hostEvent(gapOf(missed), by, last.value)];
    const previous = gap[0]?.eventHash ?? last.value;
    const engineOf = (collection: string) => byCollection.get(collection);
    const events = [...gap, ...decisionEvents(decisions, { ...by, engineOf, previous })];
    missed = 0;
    return events.map(bytesOf);
  };

  const gapOf = (decisions: number): HostNote => ({
    eventType: 'sync.audit.gap',
    actorId: deviceId,
    subjectId: deviceId,
    outcome: 'error',
    details: { decisions },
  });

  const notesOf = (scopeId: string, notes: readonly HostNote[]): StoreResult<readonly Uint8Array[]> => {
    const last = tip();
    if (!last.ok) return last;
    const by = recorder(scopeId);
    let previous = last.value;
    const events = notes.map((note) => {
      const event = hostEvent(note, by, previous);
      previous = event.eventHash;
      return bytesOf(event);
    });
    return done(events);
  };

  return {
    auditOf,
    notesOf,
    note: (scopeId, note) => {
      const events = notesOf(scopeId, [note]);
      return events.ok ? store.appendAudit(events.value, scopeId) : events;
    },
    head: () => {
      for (;;) {
        const events = rows(fold.size, 1_000);
        if (!events.ok) return events;
        for (const { eventHash } of events.value) fold = foldLeaf(crypto.sha256, fold, utf8ToBytes(eventHash));
        if (events.value.length < 1_000) {
          return done({ size: fold.size, root: hashName(foldRoot(crypto.sha256, fold)) });
        }
      }
    },
    verify: (earlier) => verifyAuditLog(store, crypto, earlier),
    events: rows,
  };
};
