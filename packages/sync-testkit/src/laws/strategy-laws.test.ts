import { strategies } from '@sourceos/sync-kernel';
import { mergeStrategy } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { brokenStrategies } from '../testing/broken-strategies.js';
import { lawEngine, lawPatches, lawRecords } from '../testing/law-engine.js';
import { counted, soak } from '../testing/soak.js';
import { strategyLaws } from './strategy-laws.js';

const revocation = (objectId: string) => ({ title: 'one', colour: 'red', revokes: [objectId] });

const runs = Math.round(60 * soak);
const options = { records: lawRecords, patches: lawPatches, revocation, runs };

const converges = 'the replicated state does not depend on order, repetition or batching';

describe.each(mergeStrategy.values)('%s', (name) => {
  it.each([...strategyLaws(strategies[name], lawEngine(name), options)])(
    'keeps the law: $name',
    ({ name: law, check }) => {
      check();
      if (law === converges) counted(`schedules of ${name}, all converge`, runs);
    },
  );
});

describe('a broken strategy', () => {
  it.each([...brokenStrategies])('is caught by the law: $law ($strategy.name)', ({ law, strategy }) => {
    const broken = strategyLaws(strategy, lawEngine(strategy.name), options).find(({ name }) => name === law);
    expect(broken?.check).toThrow();
  });

  it('there is for each law', () => {
    const caught = new Set(brokenStrategies.map(({ law, strategy }) => `${strategy.name}: ${law}`));
    const general = new Set(brokenStrategies.map(({ law }) => law));
    const owed = mergeStrategy.values.flatMap((name) =>
      strategyLaws(strategies[name], lawEngine(name), options).map((law) => ({ name, law: law.name })),
    );
    const shared = new Set(
      owed.map(({ law }) => law).filter((law) => owed.filter((other) => other.law === law).length === 8),
    );
    const missing = owed.filter(
      ({ name, law }) => !(shared.has(law) ? general.has(law) : caught.has(`${name}: ${law}`)),
    );
    expect(missing).toEqual([]);
  });
});
