import { describe, expect, it } from 'vitest';
import { rightEngine, rightRepo } from '../test/manifests.js';
import type { Problem } from './problem.js';
import { validateRepoManifest, validateSyncEngineManifest } from './validate.js';

const last = (problems: readonly Problem[]) => problems.at(-1);
const times = <T>(length: number, item: (index: number) => T): T[] => Array.from({ length }, (_, index) => item(index));

/** Documents of about a megabyte of text in which nearly everything is wrong. */
const hostile: readonly [string, () => unknown][] = [
  ['a list of numbers', () => rightRepo({ policyClasses: times(500_000, () => 0) })],
  ['a list of misspelt names', () => rightRepo({ auditEvents: times(250_000, () => 'A') })],
  ['a list that repeats one item', () => rightRepo({ ownedSchemas: times(300_000, () => '') })],
  ['engines that are numbers', () => rightRepo({ syncEngines: times(500_000, () => 0) })],
  ['empty engines', () => rightRepo({ syncEngines: times(300_000, () => ({})) })],
  [
    'an engine with a list of numbers',
    () => rightRepo({ syncEngines: [rightEngine({ auditEvents: times(500_000, () => 0) })] }),
  ],
  ['unknown members', () => rightRepo(Object.fromEntries(times(100_000, (index) => [`k${index}`, 0])))],
  ['one long string everywhere', () => rightRepo({ repo: '\u0001'.repeat(1_000_000), domain: 'x'.repeat(1_000_000) })],
  ['nested lists', () => rightRepo({ auditEvents: times(100_000, () => [[[[0]]]]) })],
];

describe.each(hostile)('a hostile manifest: %s', (_, make) => {
  it('is judged within a second, with a bounded list', () => {
    const document = make();
    // Processor time, not the clock's: a busy machine judges no slower.
    const started = process.cpuUsage();
    const problems = validateRepoManifest(document);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(1_200);
    expect(JSON.stringify(problems).length).toBeLessThan(2_000_000);
  });
});

describe('too-many-problems', () => {
  it('closes the list of an object with more than a hundred', () => {
    const exact = rightEngine({ auditEvents: times(100, () => 0) });
    expect(validateSyncEngineManifest(exact)).toHaveLength(100);
    const more = validateSyncEngineManifest(rightEngine({ auditEvents: times(101, () => 0) }));
    expect(more).toHaveLength(101);
    expect(last(more)).toMatchObject({ rule: 'engine/too-many-problems', path: [] });
    const unknown = validateRepoManifest(rightRepo(Object.fromEntries(times(101, (index) => [`k${index}`, 0]))));
    expect(last(unknown)).toMatchObject({ rule: 'manifest/too-many-problems', path: [] });
  });

  it('names the first engine that was not judged', () => {
    const problems = validateRepoManifest(rightRepo({ syncEngines: times(5_000, () => ({})) }));
    const end = last(problems);
    expect(end).toMatchObject({ rule: 'manifest/too-many-problems', path: ['syncEngines'] });
    const index = Number(/syncEngines\[(\d+)\]/.exec(end?.message ?? '')?.[1]);
    expect(index).toBeGreaterThan(10);
    const judged = new Set(problems.slice(0, -1).map(({ path }) => path[1]));
    expect([...judged]).toEqual(times(index, (engine) => engine));
  });

  it('leaves out no engine because of faults elsewhere', () => {
    const document = rightRepo({
      ownedSchemas: times(10_000, () => 0),
      syncEngines: [rightEngine({ auditEvents: times(10_000, () => 0) }), rightEngine({ policyClass: 'x' })],
    });
    expect(last(validateRepoManifest(document))).toMatchObject({ path: ['syncEngines', 1, 'policyClass'] });
  });

  it('judges every engine of a long right list', () => {
    const engines = times(3_000, (index) => rightEngine({ engineId: `sourceos.sync.e${index}` }));
    expect(validateRepoManifest(rightRepo({ syncEngines: engines }))).toEqual([]);
    const spoilt = [...engines, rightEngine({ policyClass: 'x' })];
    expect(validateRepoManifest(rightRepo({ syncEngines: spoilt }))).toHaveLength(1);
  });
});
