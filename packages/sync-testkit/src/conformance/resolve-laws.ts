import type { JsonObject } from '@sourceos/sync-kernel';
import * as fc from 'fast-check';
import { canonical } from '../canonical.js';
import { expectThat } from '../law.js';
import type { ConformanceLaw } from './deviation.js';
import type { ConformanceSubject } from './subject.js';

const objectId = 'urn:srcos:conformance:one';

/** `resolve`: domain knowledge inside the declared strategy, which must not depend on who is asked first. */
export const resolveLaws = (subject: ConformanceSubject): readonly ConformanceLaw[] => {
  const { engine, assert } = subject;
  const changes = subject.changes();
  /** A record, and records that one change each makes of it: what concurrent authors would write. */
  const conflicts =
    changes.length === 0
      ? undefined
      : fc.tuple(fc.nat({ max: changes.length - 1 }), fc.nat({ max: 7 })).map(([index, step]) => {
          const { before, after } = changes[index] ?? { before: undefined, after: {} };
          const siblings = changes.filter((change) => change.before === before);
          const other = siblings[step % Math.max(1, siblings.length)]?.after ?? after;
          return { before, candidates: [after, other] as readonly JsonObject[] };
        });
  if (conflicts === undefined) return [];
  return [
    {
      name: 'resolve: does not depend on the order of the candidates',
      check: () =>
        assert(conflicts, ({ before, candidates }) => {
          const one = engine.resolve({ objectId, before, candidates });
          const other = engine.resolve({ objectId, before, candidates: candidates.toReversed() });
          expectThat(
            canonical(one ?? null) === canonical(other ?? null),
            () => `It makes ${canonical(one ?? null)}, and the other way round ${canonical(other ?? null)}.`,
          );
        }),
    },
    {
      name: 'resolve: what it makes is a valid record',
      check: () =>
        assert(conflicts, ({ before, candidates }) => {
          const resolved = engine.resolve({ objectId, before, candidates });
          if (resolved === undefined) return;
          const { error } = engine.record.safeParse(resolved);
          expectThat(error === undefined, () => `It makes no record: ${error?.message ?? ''}`);
        }),
    },
  ];
};
