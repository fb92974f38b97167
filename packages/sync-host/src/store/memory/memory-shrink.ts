import type { StoreResult } from '../store-code.js';
import type { Store } from '../store.js';
import { planTrim } from '../trim-plan.js';
import { copyOf, count, type MemoryScope } from './memory-scope.js';

type InScope = <Result>(scopeId: string, read: (scope: MemoryScope) => Result) => StoreResult<Result>;
type ByAge = (
  a: { readonly since: number; readonly writeId: string },
  b: { readonly since: number; readonly writeId: string },
) => number;

/** What makes the memory store smaller: the same as over SQLite, and counted the same. */
export const memoryShrink = (from: InScope, byAge: ByAge): Pick<Store, 'trimQuarantine' | 'compactHistory'> => ({
  trimQuarantine: (limits) =>
    from(limits.scopeId, (scope) => {
      const rows = [...scope.quarantine.values()].sort(byAge);
      const plan = planTrim(
        rows.map((row) => ({ ...row, hasBody: row.body !== undefined })),
        limits,
      );
      for (const { writeId, ...what } of plan) {
        const row = scope.quarantine.get(writeId);
        if (row === undefined) continue;
        const { body: _, ...rest } = row;
        if (what.what === 'quarantine_body') scope.quarantine.set(writeId, rest);
        else scope.quarantine.delete(writeId);
        count(scope, { ...what, at: limits.now });
      }
      return {
        count: plan.length,
        bytes: plan.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    }),
  compactHistory: ({ scopeId, now, horizon, snapshot, decisionsBefore = 0 }) =>
    from(scopeId, (scope) => {
      let dropped = 0;
      let bytes = 0;
      for (const [hash, entry] of scope.entries) {
        if (entry.kind === 'control' || scope.outbox.has(hash)) continue;
        const { deviceId, sequence, size } = entry.statement;
        if (sequence + size - 1 > (horizon.get(deviceId) ?? 0)) continue;
        scope.entries.delete(hash);
        dropped += 1;
        bytes += entry.bytes.length;
        count(scope, {
          what: 'history',
          why: 'behind_horizon',
          bytes: entry.bytes.length,
          at: now,
        });
      }
      scope.snapshot = copyOf(snapshot);
      for (const [writeId, { at }] of scope.decisions) {
        if (at >= decisionsBefore || scope.review.has(writeId) || scope.quarantine.has(writeId)) continue;
        scope.decisions.delete(writeId);
        dropped += 1;
        count(scope, {
          what: 'decision',
          why: 'behind_horizon',
          bytes: 0,
          at: now,
        });
      }
      return { count: dropped, bytes };
    }),
});
