import { canonicalEngines, enginePackage } from '@sourceos/sync-spec';
import { expect, it } from 'vitest';
import { loadEngines } from './load-engines.js';

const missing = (name: string): Error =>
  Object.assign(new Error(`Cannot find package '${name}' imported from cli.js`), { code: 'ERR_MODULE_NOT_FOUND' });

it('loads every canonical engine that is installed', async () => {
  const { engines, absent } = await loadEngines();
  expect(engines.map(({ manifest }) => manifest.engineId)).toEqual(canonicalEngines.map(({ engineId }) => engineId));
  expect(absent).toEqual([]);
});

it('names what is not installed and what is broken, and goes on with the others', async () => {
  const [first, second, third, fourth] = canonicalEngines.map(({ engineId }) => enginePackage(engineId));
  const { engines, absent } = await loadEngines(async (name) => {
    if (name === first) throw missing(name);
    if (name === second) throw missing('some-dependency');
    if (name === third) throw new Error('it is broken');
    return name === fourth ? {} : ((await import(name)) as unknown);
  });
  expect(engines).toHaveLength(canonicalEngines.length - 4);
  expect(absent.map(({ packageName, problem }) => [packageName, problem])).toEqual([
    [first, undefined],
    [second, "Cannot find package 'some-dependency' imported from cli.js"],
    [third, 'it is broken'],
    [fourth, `The package has no engine ${canonicalEngines[3].engineId}.`],
  ]);
});
