import { strategyLaws } from '../laws/strategy-laws.js';
import type { ConformanceLaw } from './deviation.js';
import type { ConformanceSubject } from './subject.js';

/** `mergeStrategy`: the laws of the strategy, on the engine's own records and hooks. */
export const strategyConformance = ({
  engine,
  specimens,
  host,
  runs,
  seed,
}: ConformanceSubject): readonly ConformanceLaw[] => {
  const { records, mergeRecords = records, patches, revocation } = specimens;
  const { mergeStrategy } = engine.manifest;
  const laws = strategyLaws(host.strategies[mergeStrategy], engine, {
    records: mergeRecords,
    ...(patches !== undefined && { patches }),
    ...(revocation !== undefined && { revocation }),
    runs,
    seed,
  });
  return [
    {
      name: 'mergeStrategy: the strategy that runs is the one that is declared',
      check: () => {
        const { name } = host.strategies[mergeStrategy];
        if (name !== mergeStrategy) throw new Error(`${name} runs, and ${mergeStrategy} is declared.`);
      },
    },
    ...laws.map(({ name, check }) => ({ name: `mergeStrategy: ${name}`, check })),
  ];
};
