import {
  meetPolicies,
  normalPolicy,
  policyJson,
  unrestricted,
  type Merger,
  type NormalPolicy,
  type Version,
} from '@sourceos/sync-kernel';
import { canonical } from '../canonical.js';
import { expectThat, type Law } from '../law.js';
import { histories } from './history.js';
import { retentionLaws } from './retention-laws.js';
import type { Subject } from './subject.js';

const text = (policy: NormalPolicy): string => canonical(policyJson(policy));

const effectOf = (merger: Merger): NormalPolicy => {
  expectThat(merger.bundles !== undefined, () => 'The merger does not say which bundles stand.');
  return merger
    .bundles()
    .map(({ bundle }) => normalPolicy(bundle))
    .reduce(meetPolicies, unrestricted);
};

/** strongest_policy_wins: a meet, whatever comes in whatever order. */
export const policyLaws = (subject: Subject): readonly Law[] => {
  const { engine, merged, assert } = subject;
  const statementOf = ({ record }: Version) => (record === undefined ? undefined : engine.merge.policy?.(record));
  /** Without downgrades: they are there to loosen. */
  const written = histories(
    subject.changes.filter(({ record }) => {
      const statement = record === undefined ? undefined : engine.merge.policy?.(record);
      return statement?.kind !== 'downgrade';
    }),
    3,
    10,
  );
  /** Adds the versions one by one and holds the effect against the one before. */
  const neverLoosens = (first: readonly Version[], then: readonly Version[]): void => {
    const merger = merged(first);
    let before = effectOf(merger);
    for (const version of then) {
      merger.add(version);
      const after = effectOf(merger);
      expectThat(
        text(meetPolicies(before, after)) === text(after),
        () => `A ${version.operation} loosens ${text(before)} to ${text(after)}.`,
      );
      before = after;
    }
  };

  return [
    ...retentionLaws(subject),
    {
      name: 'nothing but a downgrade loosens what is in effect',
      check: () =>
        assert(written, (versions) => {
          neverLoosens([], versions);
          neverLoosens([], versions.toReversed());
        }),
    },
    {
      name: 'neither a patch nor a deletion of a bundle loosens it',
      check: () =>
        assert(written, (versions) => {
          const puts = versions.filter(({ operation }) => operation === 'put');
          const others = puts.flatMap((version, index): readonly Version[] =>
            (['patch', 'delete', 'tombstone'] as const).map((operation, kind) => {
              // A later write of the author that knows the bundle.
              const n = version.clock.n + 1_000 + 3 * index + kind;
              const context = new Map([...version.clock.context, [version.deviceId, version.clock.n] as const]);
              return {
                ...version,
                id: version.id.replace(/^sha256:.{8}/, `sha256:${String(10_000_000 + 3 * index + kind)}`),
                operation,
                clock: { ...version.clock, wall: version.clock.wall + 1, n, context },
                record: operation === 'patch' ? {} : undefined,
              };
            }),
          );
          neverLoosens(puts, others);
        }),
    },
    {
      name: 'what is in effect is the meet of all bundles that were put',
      check: () =>
        assert(written, (all) => {
          // A patch may tighten its own bundle.
          const versions = all.filter(({ operation }) => operation !== 'patch');
          const expected = versions
            .filter(({ operation }) => operation === 'put')
            .flatMap((version) => {
              const statement = statementOf(version);
              return statement?.kind === 'bundle' ? [normalPolicy(statement.bundle)] : [];
            })
            .reduce(meetPolicies, unrestricted);
          const effect = effectOf(merged(versions));
          expectThat(text(effect) === text(expected), () => `In effect is ${text(effect)}; put was ${text(expected)}.`);
        }),
    },
  ];
};
