import type { Engine } from '@sourceos/sync-kernel';
import type { Crypto } from '@sourceos/sync-kernel/wire';
import { expectThat, type Law } from '../law.js';
import { differences } from './compare.js';
import { scenarioKinds, type Scenario } from './scenario.js';
import { createScene } from './create-scene.js';

/** Rows that a catalogue has at least. */
const fewest = 12;

export interface ScenarioOptions {
  /** `nativeCrypto` of `@sourceos/sync-kernel/native` in Node, `portableCrypto` of `/wire` anywhere. */
  readonly crypto: Crypto;
}

const play = (engine: Engine, row: Scenario, { crypto }: ScenarioOptions): void => {
  const scene = createScene({ engine, crypto, ...row.scene });
  row.given?.(scene);
  const judged = row.when(scene);
  const found = differences(scene, judged, row.then);
  const reasons = judged.reasons.map((reason) => `  ${JSON.stringify(reason)}`);
  expectThat(found.length === 0, () => [...found, 'The reasons in full:', ...reasons].join('\n'));
};

/** What a catalogue lacks, in sentences. */
export const catalogueFaults = (rows: readonly Scenario[]): readonly string[] => {
  const names = new Set<string>();
  const repeated = rows.filter(({ name }) => names.size === names.add(name).size);
  return [
    ...(rows.length < fewest
      ? [`It has ${String(rows.length)} rows; a catalogue has at least ${String(fewest)}.`]
      : []),
    ...scenarioKinds
      .filter((kind) => !rows.some((row) => row.kind === kind))
      .map((kind) => `It has no row of the kind "${kind}".`),
    ...repeated.map(({ name }) => `Two rows are named "${name}".`),
  ];
};

/**
 * An engine's scenario catalogue as checks to give to a test runner: one a row, each in a scene of its own with real
 * replicas, and one that the catalogue is complete.
 *
 * ```ts
 * for (const { name, check } of scenarios(engine, rows, { crypto: nativeCrypto })) it(name, check);
 * ```
 */
export const scenarios = (engine: Engine, rows: readonly Scenario[], options: ScenarioOptions): readonly Law[] => [
  ...rows.map((row) => ({ name: `${row.kind}: ${row.name}`, check: () => play(engine, row, options) })),
  {
    name: 'the catalogue shows every kind of scenario',
    check: () => {
      const faults = catalogueFaults(rows);
      expectThat(faults.length === 0, () => faults.join('\n'));
    },
  },
];
