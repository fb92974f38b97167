import { strategies } from '@sourceos/sync-kernel';
import { mergeStrategy } from '@sourceos/sync-spec';
import { describe, it } from 'vitest';
import { lawEngine, lawPatches, lawRecords } from '../testing/law-engine.js';
import { soak } from '../testing/soak.js';
import { strategyLaws } from './strategy-laws.js';

const revocation = (objectId: string) => ({ title: 'one', colour: 'red', revokes: [objectId] });

describe.each(mergeStrategy.values)('%s', (name) => {
  const options = { records: lawRecords, patches: lawPatches, revocation, runs: 60 * soak };

  it.each([...strategyLaws(strategies[name], lawEngine(name), options)])('keeps the law: $name', ({ check }) =>
    check(),
  );
});
