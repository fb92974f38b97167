import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';
import type { EngineNames } from './engine-names.js';
import { engineFile } from './engine-rooms.js';
import { exportsOf, stringMember } from './module-exports.js';

/** An engine exports its manifest, its record schema and the record's type, under names that follow from its id. */
export const checkEngineExports = (checkout: Checkout, names: EngineNames): readonly Finding[] => {
  const index = `${names.directory}/src/index.ts`;
  const indexText = checkout.read(index);
  const { values, types } = exportsOf(indexText ?? '');
  const isEngine = checkout.read(`${names.directory}/${engineFile}`) !== undefined;
  const expectedValues = [...(isEngine ? ['engine', 'changes'] : []), 'manifest', names.record];
  const missing = [
    ...expectedValues.filter((name) => !values.has(name)),
    ...[names.recordType].filter((name) => !types.has(name)).map((name) => `type ${name}`),
  ];
  const exported =
    indexText === undefined
      ? []
      : missing.map((name) => ({
          path: index,
          found: `no export of ${name}`,
          expected: `${expectedValues.join(', ')} and type ${names.recordType}`,
        }));

  const manifest = `${names.directory}/src/manifest.ts`;
  const manifestText = checkout.read(manifest);
  const engineId = stringMember(manifestText ?? '', 'manifest', 'engineId');
  const declared =
    manifestText === undefined || engineId === names.engineId
      ? []
      : [
          {
            path: manifest,
            found: engineId === undefined ? 'no manifest with a literal engineId' : `the engineId '${engineId}'`,
            expected: `'${names.engineId}'`,
          },
        ];
  return [...exported, ...declared];
};
