import { reasonOf, type Decision } from '@sourceos/sync-kernel';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { engine as shell } from '@sourceos/sync-shell';
import { auditRecord } from '@sourceos/sync-audit';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import type { AuditRow } from '../store/rows.js';
import type { Store } from '../store/store.js';
import { storeFailure } from '../store/store-code.js';
import { createAuditLog, type AuditLog } from './audit-log.js';
import { verifyAuditLog } from './verify-audit.js';

const scopeId = 'urn:srcos:profile:ada';
const deviceId = 'urn:srcos:device:laptop';

const decisionOf = (n: number, outcome: Decision['outcome'] = 'quarantined'): Decision => ({
  writeId: `sha256:${n.toString(16).padStart(64, '0')}`,
  collection: shell.manifest.collection,
  objectId: `urn:srcos:shell-profile:${String(n)}`,
  deviceId: 'urn:srcos:device:phone',
  authorId: 'urn:srcos:person:ada',
  outcome,
  trace: ['parse', 'identity'],
  reasons: outcome === 'quarantined' ? [reasonOf('unknown_device')] : [],
  audit: [],
});

const logOver = (store: Store): AuditLog => {
  const log = createAuditLog({ store, crypto: nativeCrypto, deviceId, engines: [shell], now: () => 1_764_000_000_000 });
  return log;
};

/** Keeps decisions as a device does: their events in one transaction with them. */
const keep = (store: Store, log: AuditLog, decisions: readonly Decision[]): void => {
  const kept = store.appendAudit(log.auditOf(scopeId, decisions));
  expect(kept.ok).toBe(true);
};

const rowsOf = (store: Store): readonly AuditRow[] => {
  const rows = store.audit(0, 10_000);
  if (!rows.ok) throw new Error(rows.message);
  return rows.value;
};

/** A log as it was changed behind the device's back. */
const changed = (rows: readonly Uint8Array[]): Store => {
  const store = createMemoryStore();
  store.appendAudit(rows);
  return store;
};

describe('the audit log', () => {
  it('records every denial, and acceptances from class medium on', () => {
    const store = createMemoryStore();
    const log = logOver(store);
    keep(store, log, [decisionOf(1), decisionOf(2, 'applied'), decisionOf(3, 'superseded'), decisionOf(4, 'rejected')]);
    const events = log.events(0, 10);
    if (!events.ok) throw new Error(events.message);
    expect(events.value.map(({ eventType, outcome }) => [eventType, outcome])).toEqual([
      ['sync.write.quarantined', 'quarantine'],
      ['sync.write.applied', 'allow'],
      ['sync.write.rejected', 'deny'],
    ]);
    expect(events.value[0]?.reasonCode).toBe('policy_denied');
    for (const event of events.value) expect(auditRecord.safeParse(event).success).toBe(true);
  });

  it('records what an engine drafted in its own words', () => {
    const store = createMemoryStore();
    const log = logOver(store);
    const audit = [{ eventType: 'shell.profile.denied', subjectId: 'urn:srcos:shell-profile:1' }];
    keep(store, log, [{ ...decisionOf(1), audit }]);
    const events = log.events(0, 1);
    expect(events.ok && events.value[0]?.eventType).toBe('shell.profile.denied');
  });

  it('verifies, continues any earlier head, and has the head that verification computes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const store = createMemoryStore();
        const log = logOver(store);
        const heads = sizes.map((size, index) => {
          keep(
            store,
            log,
            Array.from({ length: size }, (_, n) => decisionOf(index * 10 + n)),
          );
          const head = log.head();
          if (!head.ok) throw new Error(head.message);
          return head.value;
        });
        for (const head of heads) expect(logOver(store).verify(head)).toEqual({ ok: true, value: heads.at(-1) });
      }),
      { numRuns: 30 * Number(process.env.SOURCEOS_SOAK ?? 1) },
    );
  });

  it('finds a row that was changed, taken out, put elsewhere or cut off', () => {
    const store = createMemoryStore();
    const log = logOver(store);
    keep(
      store,
      log,
      [1, 2, 3, 4, 5].map((n) => decisionOf(n)),
    );
    const head = log.head();
    if (!head.ok) throw new Error(head.message);
    const bytes = rowsOf(store).map((row) => row.bytes);
    const code = (rows: readonly Uint8Array[]) => {
      const verdict = verifyAuditLog(changed(rows), nativeCrypto, head.value);
      return verdict.ok ? 'ok' : verdict.code;
    };
    expect(code(bytes)).toBe('ok');
    fc.assert(
      fc.property(fc.nat(4), fc.nat(), fc.integer({ min: 1, max: 255 }), (row, at, flip) => {
        const spoiled = bytes.map((it, index) =>
          index === row ? it.map((byte, place) => (place === at % it.length ? byte ^ flip : byte)) : it,
        );
        expect(code(spoiled)).toBe('audit_broken');
      }),
      { numRuns: 100 },
    );
    expect(code(bytes.filter((_, index) => index !== 2))).toBe('audit_broken');
    expect(code(bytes.toReversed())).toBe('audit_broken');
    expect(code(bytes.slice(0, 4))).toBe('audit_rewritten');
  });

  it('finds a log that was made anew, by the earlier head', () => {
    const store = createMemoryStore();
    const log = logOver(store);
    keep(store, log, [decisionOf(1), decisionOf(2)]);
    const head = log.head();
    if (!head.ok) throw new Error(head.message);
    const other = createMemoryStore();
    keep(other, logOver(other), [decisionOf(1), decisionOf(3), decisionOf(4)]);
    expect(logOver(other).verify().ok).toBe(true);
    expect(logOver(other).verify(head.value)).toMatchObject({ ok: false, code: 'audit_rewritten' });
  });

  it('leaves no gap where a transaction failed, and says so where it could not be read', () => {
    const store = createMemoryStore();
    let broken = false;
    const log = createAuditLog({
      store: { ...store, auditLength: () => (broken ? storeFailure('io_error') : store.auditLength()) },
      crypto: nativeCrypto,
      deviceId,
      engines: [shell],
      now: () => 1_764_000_000_000,
    });
    // Made, and never kept: its transaction failed.
    log.auditOf(scopeId, [decisionOf(1)]);
    keep(store, log, [decisionOf(2)]);
    broken = true;
    keep(store, log, [decisionOf(3), decisionOf(4)]);
    broken = false;
    keep(store, log, [decisionOf(5)]);
    const events = log.events(0, 10);
    expect(events.ok && events.value.map(({ eventType }) => eventType)).toEqual([
      'sync.write.quarantined',
      'sync.audit.gap',
      'sync.write.quarantined',
    ]);
    expect(events.ok && events.value[1]?.details).toEqual({ decisions: 2 });
    expect(log.verify().ok).toBe(true);
  });

  it('notes what the host did itself', () => {
    const store = createMemoryStore();
    const log = logOver(store);
    log.note(scopeId, {
      eventType: 'sync.review.expired',
      actorId: deviceId,
      subjectId: 'urn:srcos:write:1',
      outcome: 'informational',
    });
    const events = log.events(0, 1);
    expect(events.ok && auditRecord.safeParse(events.value[0]).success).toBe(true);
    expect(log.verify().ok).toBe(true);
  });
});
