import { mergeStrategy, type MergeStrategy } from '@sourceos/sync-spec';
import { nativeCrypto } from '@sourceos/sync-kernel/native';
import { describe, it } from 'vitest';
import { conformingEngine, conformingSpecimens } from '../testing/conforming-engine.js';
import { soak } from '../testing/soak.js';
import type { Deviation } from './deviation.js';
import { engineConformance } from './engine-conformance.js';

/** What a log and a set of policies cannot do, and what a quarantine never does. */
const unable: Partial<Record<MergeStrategy, readonly Deviation[]>> = {
  append_only: [{ deviation: 'nothing-to-roll-back', why: 'Entries of a log stay.' }],
  strongest_policy_wins: [{ deviation: 'nothing-to-roll-back', why: 'Only a signed downgrade loosens a policy.' }],
  quarantine: [{ deviation: 'no-benign-change', why: 'Everything waits until a person releases it.' }],
};
const permanent: ReadonlySet<MergeStrategy> = new Set(['append_only', 'strongest_policy_wins']);

describe.each(mergeStrategy.values)('an engine that keeps its promises, with %s', (strategy) => {
  const engine = conformingEngine(strategy, { supportsTombstones: !permanent.has(strategy) });
  const options = { crypto: nativeCrypto, runs: 10 * soak, deviations: unable[strategy] ?? [] };

  it.each([...engineConformance(engine, conformingSpecimens, options)])('$name', ({ check }) => {
    check();
  });
});
