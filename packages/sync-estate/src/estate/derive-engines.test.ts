import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalEngines } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { scan } from '../scan/scan.js';
import { engineManifest, jsonText, repoManifest, writeEstate } from '../testing/manifests.js';
import { checkRepository, scanEstate } from '../testing/judged.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const shell = 'sourceos.sync.shell';
const shellRepo = 'SourceOS-Linux/sourceos-shell';
const turtleTerm = 'SourceOS-Linux/TurtleTerm';
const syncd = 'SourceOS-Linux/sourceos-syncd';
const stranger = 'ExampleOrg/prompt';

const withShell = (repo: string, changes: Parameters<typeof engineManifest>[1] = {}) =>
  repoManifest(repo, [engineManifest(shell, changes)]);

describe('the rows of canonical engines', () => {
  it('are all there in a scan, in the order of the table, whatever the estate has', async () => {
    const { report } = await scanEstate({ 'ExampleOrg/notes': null });
    expect(report.engines.map(({ engineId, status, canonical }) => ({ engineId, status, canonical }))).toEqual(
      canonicalEngines.map(({ engineId }) => ({ engineId, status: 'missing', canonical: true })),
    );
  });

  it('are compliant when an owner declares the engine rightly', async () => {
    const { engine } = await scanEstate({ [shellRepo]: withShell(shellRepo) });
    expect(engine(shell)).toEqual({
      engineId: shell,
      canonical: true,
      status: 'compliant',
      repo: shellRepo,
      collection: 'shell',
      owners: [shellRepo, turtleTerm],
      declaredBy: [shellRepo],
      criteria: { 1: 'pass', 2: 'pass', 3: 'not_applicable', 4: 'not_applicable', 5: 'not_applicable', 6: 'pass' },
    });
  });

  it('are compliant when only a co-owner declares the engine', async () => {
    const { engine } = await scanEstate({ [turtleTerm]: withShell(turtleTerm), [shellRepo]: null });
    expect(engine(shell)).toMatchObject({ status: 'compliant', repo: turtleTerm, declaredBy: [turtleTerm] });
  });

  it('name the primary owner first among several declarations', async () => {
    const { engine } = await scanEstate({ [turtleTerm]: withShell(turtleTerm), [shellRepo]: withShell(shellRepo) });
    expect(engine(shell)).toMatchObject({ status: 'compliant', repo: shellRepo });
    expect(engine(shell)?.declaredBy).toEqual([turtleTerm, shellRepo]);
  });

  it('know owners whatever the case of their names, as GitHub does', async () => {
    const repo = 'sourceos-linux/SourceOS-Shell';
    const { status, found } = await scanEstate({ [repo]: withShell(repo) });
    expect(status(shell)).toBe('compliant');
    expect(found('estate/declared-elsewhere')).toEqual([]);
  });

  it('stay missing when a stranger declares the engine, and the stranger is told', async () => {
    const { engine, found, repository } = await scanEstate({ [stranger]: withShell(stranger) });
    expect(engine(shell)).toMatchObject({ status: 'missing', repo: shellRepo, declaredBy: [stranger] });
    expect(found('estate/declared-elsewhere').map(({ repo }) => repo)).toEqual([stranger]);
    expect(repository(stranger)).toBe('invalid');
  });

  it("do not suffer from a stranger's wrong declaration", async () => {
    const { status, repository } = await scanEstate({
      [shellRepo]: withShell(shellRepo),
      [stranger]: withShell(stranger, { mergeStrategy: 'crdt', supportsExport: false }),
    });
    expect(status(shell)).toBe('compliant');
    expect(repository(shellRepo)).toBe('compliant');
    expect(repository(stranger)).toBe('invalid');
  });

  it('are partial when a value is absent, and invalid when one is wrong as well', async () => {
    const { ownerRepo, ...partial } = engineManifest(shell);
    expect(ownerRepo).toBe(shellRepo);
    const one = await scanEstate({ [shellRepo]: { ...repoManifest(shellRepo), syncEngines: [partial] } });
    expect(one.status(shell)).toBe('partial');
    expect(one.repository(shellRepo)).toBe('partial');
    const both = { ...partial, mergeStrategy: 'crdt' };
    const two = await scanEstate({ [shellRepo]: { ...repoManifest(shellRepo), syncEngines: [both] } });
    expect(two.status(shell)).toBe('invalid');
  });

  it('are compliant with empty lists, and partial under --strict', async () => {
    const estate = { [shellRepo]: withShell(shellRepo, { dangerousFields: [], auditEvents: [] }) };
    expect((await scanEstate(estate)).status(shell)).toBe('compliant');
    const strict = await scanEstate(estate, { strict: true });
    expect(strict.status(shell)).toBe('partial');
    expect(strict.repository(shellRepo)).toBe('partial');
    expect(strict.report.strict).toBe(true);
  });

  it("do not suffer from what the same owner leaves out: another engine's absence is its own", async () => {
    const { status, repository } = await scanEstate({
      [syncd]: repoManifest(syncd, ['sourceos.sync.clients']),
    });
    expect(status('sourceos.sync.clients')).toBe('compliant');
    expect(status('sourceos.sync.secrets')).toBe('missing');
    expect(repository(syncd)).toBe('missing');
  });

  it("do not suffer from a fault outside the list of engines, which is the repository's", async () => {
    const { status, repository } = await scanEstate({
      [shellRepo]: { ...withShell(shellRepo), domain: 'terminals' },
    });
    expect(status(shell)).toBe('compliant');
    expect(repository(shellRepo)).toBe('invalid');
  });

  it('suffer from a fault of another engine in the same manifest only in the repository', async () => {
    const { status, repository } = await scanEstate({
      [syncd]: repoManifest(syncd, [
        'sourceos.sync.clients',
        engineManifest('sourceos.sync.secrets', { mergeStrategy: 'crdt' }),
        'sourceos.sync.extensions',
      ]),
    });
    expect(status('sourceos.sync.clients')).toBe('compliant');
    expect(status('sourceos.sync.secrets')).toBe('invalid');
    expect(repository(syncd)).toBe('invalid');
  });
});

describe('owners that disagree', () => {
  it('make the engine invalid, and both are told at the field', async () => {
    const { status, found, repository } = await scanEstate({
      [shellRepo]: withShell(shellRepo),
      [turtleTerm]: withShell(turtleTerm, { schemaVersion: '0.2.0' }),
    });
    expect(status(shell)).toBe('invalid');
    expect(repository(shellRepo)).toBe('invalid');
    const told = found('estate/declarations-disagree').map(({ repo, pointer, found: value, expected }) => [
      repo,
      pointer,
      value,
      expected,
    ]);
    expect(told).toEqual([
      [turtleTerm, '/syncEngines/0/schemaVersion', '"0.2.0"', '"0.1.0"'],
      [shellRepo, '/syncEngines/0/schemaVersion', '"0.1.0"', '"0.2.0"'],
    ]);
  });

  it('do not disagree about who each of them is, nor about the order of a list', async () => {
    const { status, found } = await scanEstate({
      [shellRepo]: withShell(shellRepo, { auditEvents: ['a.b', 'c.d'] }),
      [turtleTerm]: withShell(turtleTerm, { ownerRepo: turtleTerm, auditEvents: ['c.d', 'a.b'], $schema: 'x' }),
    });
    expect(found('estate/declarations-disagree')).toEqual([]);
    expect(status(shell)).toBe('compliant');
  });

  it('do not contradict by leaving something out: that is partial', async () => {
    const { schemaVersion, ...silent } = engineManifest(shell);
    expect(schemaVersion).toBe('0.1.0');
    const { status, repository, found } = await scanEstate({
      [shellRepo]: withShell(shellRepo),
      [turtleTerm]: { ...repoManifest(turtleTerm, []), syncEngines: [silent] },
    });
    expect(found('estate/declarations-disagree')).toEqual([]);
    expect(status(shell)).toBe('partial');
    expect(repository(shellRepo)).toBe('compliant');
    expect(repository(turtleTerm)).toBe('missing');
  });
});

describe('a manifest that cannot be taken apart', () => {
  const broken = jsonText(withShell(shellRepo)).replace('"collection":', 'collection:');

  it("makes its owner's engines invalid, not missing", async () => {
    const { status, engine, found, repository } = await scanEstate({ [shellRepo]: broken });
    expect(status(shell)).toBe('invalid');
    expect(engine(shell)?.criteria).toMatchObject({ 1: 'unknown', 2: 'unknown', 6: 'unknown' });
    expect(found('estate/engine-missing').map(({ engineId }) => engineId)).not.toContain(shell);
    expect(repository(shellRepo)).toBe('invalid');
  });

  it('makes an engine that its text names invalid although a co-owner declares it rightly', async () => {
    const { status, repository } = await scanEstate({ [shellRepo]: broken, [turtleTerm]: withShell(turtleTerm) });
    expect(status(shell)).toBe('invalid');
    expect(repository(turtleTerm)).toBe('missing');
  });

  it('leaves an engine alone that its text does not name and a co-owner declares', async () => {
    const { status } = await scanEstate({ [shellRepo]: '', [turtleTerm]: withShell(turtleTerm) });
    expect(status(shell)).toBe('compliant');
  });

  it.each([
    ['a list where the document should be', []],
    ['a text where the list of engines should be', { ...repoManifest(shellRepo), syncEngines: 'shell' }],
    ['an object where the list of engines should be', { ...repoManifest(shellRepo), syncEngines: {} }],
  ])('may be %s', async (_, manifest) => {
    const { status } = await scanEstate({ [shellRepo]: manifest });
    expect(status(shell)).toBe('invalid');
  });

  it('declares nothing where the list of engines is absent', async () => {
    const { syncEngines, ...manifest } = repoManifest(shellRepo);
    expect(syncEngines).toHaveLength(1);
    const { status, repository } = await scanEstate({ [shellRepo]: manifest });
    expect(status(shell)).toBe('missing');
    expect(repository(shellRepo)).toBe('missing');
  });

  it('is in view of a check of a co-owner where its text names the engine', async () => {
    const { status } = await checkRepository(turtleTerm, broken);
    expect(status(shell)).toBe('invalid');
  });
});

describe('an owner that cannot be read', () => {
  it('is unreachable, and the scan incomplete; its engines stay missing', async () => {
    const folder = temporaryFolder();
    writeEstate(folder, { 'ExampleOrg/notes': null });
    mkdirSync(join(folder, 'SourceOS-Linux'));
    symlinkSync('../..', join(folder, shellRepo));
    const result = await scan([folder], { layout: 'owners' });
    if (!result.ok) throw new Error(result.message);
    expect(result.report.complete).toBe(false);
    expect(result.report.repositories).toContainEqual({
      repo: shellRepo,
      path: shellRepo,
      status: 'unreachable',
      engines: [],
    });
    expect(result.report.engines.find(({ engineId }) => engineId === shell)?.status).toBe('missing');
    expect(result.report.findings).toContainEqual(
      expect.objectContaining({
        rule: 'estate/engine-missing',
        engineId: shell,
        found: 'an owner that cannot be read',
      }),
    );
    expect(result.report.findings.filter(({ rule }) => rule === 'estate/owner-without-manifest')).toEqual([]);
  });
});

describe('engines outside the eleven', () => {
  const calendar = 'sourceos.sync.calendar';
  const calendarRepo = 'ExampleOrg/calendar';

  it('have rows of their own after the canonical ones, by id', async () => {
    const { report, engine } = await scanEstate({
      'ExampleOrg/weather': repoManifest('ExampleOrg/weather', ['sourceos.sync.weather']),
      [calendarRepo]: repoManifest(calendarRepo, [calendar]),
    });
    expect(report.engines.slice(canonicalEngines.length).map(({ engineId }) => engineId)).toEqual([
      calendar,
      'sourceos.sync.weather',
    ]);
    expect(engine(calendar)).toEqual({
      engineId: calendar,
      canonical: false,
      status: 'compliant',
      repo: calendarRepo,
      collection: 'calendar',
      owners: [calendarRepo],
      declaredBy: [calendarRepo],
      criteria: {
        1: 'pass',
        2: 'pass',
        3: 'not_applicable',
        4: 'not_applicable',
        5: 'not_applicable',
        6: 'not_applicable',
      },
    });
  });

  it('are held to the general rules', async () => {
    const critical = engineManifest(calendar, {
      ownerRepo: calendarRepo,
      policyClass: 'critical',
      mergeStrategy: 'graph_merge',
    });
    const { status, engine } = await scanEstate({ [calendarRepo]: repoManifest(calendarRepo, [critical]) });
    expect(status(calendar)).toBe('invalid');
    expect(engine(calendar)?.criteria[3]).toBe('fail');
  });

  it('are not spoiled by a declaration that another repository makes', async () => {
    const copy = engineManifest(calendar, { ownerRepo: calendarRepo, supportsExport: false });
    const { status, repository, found } = await scanEstate({
      [calendarRepo]: repoManifest(calendarRepo, [calendar]),
      'ExampleOrg/copy': repoManifest('ExampleOrg/copy', [copy]),
    });
    expect(status(calendar)).toBe('compliant');
    expect(repository('ExampleOrg/copy')).toBe('invalid');
    expect(found('estate/declared-elsewhere')).toMatchObject([
      { repo: 'ExampleOrg/copy', pointer: '/syncEngines/0/ownerRepo' },
    ]);
    expect(found('estate/declarations-disagree')).toEqual([]);
  });
});

describe('criteria', () => {
  it('are unknown, not passed, where the strategy is none of the vocabulary', async () => {
    const spoiled = { ...engineManifest('sourceos.sync.secrets'), mergeStrategy: 'never-merge' };
    const { engine } = await scanEstate({ [syncd]: { ...repoManifest(syncd, []), syncEngines: [spoiled] } });
    expect(engine('sourceos.sync.secrets')?.criteria).toEqual({
      1: 'pass',
      2: 'fail',
      3: 'unknown',
      4: 'unknown',
      5: 'not_applicable',
      6: 'not_applicable',
    });
  });

  it('stay in view where a critical engine declares itself less critical', async () => {
    const lowered = engineManifest('sourceos.sync.agent-registry', { policyClass: 'low', mergeStrategy: 'crdt' });
    const repo = 'SocioProphet/agent-registry';
    const { engine } = await scanEstate({ [repo]: repoManifest(repo, [lowered]) });
    expect(engine('sourceos.sync.agent-registry')).toMatchObject({ status: 'invalid', criteria: { 3: 'unknown' } });
  });

  it('tell of a missing engine which would apply', async () => {
    const { engine } = await scanEstate({ 'ExampleOrg/notes': null });
    expect(engine('sourceos.sync.audit')?.criteria).toEqual({
      1: 'fail',
      2: 'unknown',
      3: 'unknown',
      4: 'not_applicable',
      5: 'unknown',
      6: 'not_applicable',
    });
  });
});

describe('a check of one repository', () => {
  it('of a primary owner judges all engines that it owns first', async () => {
    const { report, status } = await checkRepository(shellRepo, withShell(shellRepo));
    expect(report.engines.map(({ engineId }) => engineId)).toEqual([shell]);
    expect(status(shell)).toBe('compliant');
    expect(report.summary.findings).toEqual({ error: 0, warn: 0, info: 0 });
    const silent = await checkRepository(shellRepo, repoManifest(shellRepo, []));
    expect(silent.status(shell)).toBe('missing');
    expect(silent.found('estate/engine-missing')).toHaveLength(1);
  });

  it('of a co-owner cannot hold it to an engine that its partner may declare', async () => {
    const { report, found, repository } = await checkRepository(turtleTerm, repoManifest(turtleTerm, []));
    expect(report.engines).toEqual([]);
    expect(found('estate/owner-silent').map(({ engineId }) => engineId)).toEqual([shell, 'sourceos.sync.extensions']);
    expect(report.summary.findings.error).toBe(0);
    expect(repository(turtleTerm)).toBe('compliant');
  });

  it('of a co-owner without a manifest fails', async () => {
    const { found, repository } = await checkRepository(turtleTerm, null);
    expect(found('estate/owner-without-manifest')).toHaveLength(1);
    expect(repository(turtleTerm)).toBe('missing');
  });

  it('of a stranger refuses a canonical engine and welcomes its own', async () => {
    const taken = await checkRepository(stranger, withShell(stranger));
    expect(taken.found('estate/declared-elsewhere')).toHaveLength(1);
    expect(taken.repository(stranger)).toBe('invalid');
    const own = await checkRepository(stranger, repoManifest(stranger, ['sourceos.sync.calendar']));
    expect(own.report.findings).toEqual([]);
    expect(own.status('sourceos.sync.calendar')).toBe('compliant');
  });

  it('without a manifest and without an engine warns that there is nothing to check', async () => {
    const { report, repository, found } = await checkRepository('ExampleOrg/notes', null);
    expect(found('manifest/missing')).toHaveLength(1);
    expect(report.summary.findings).toEqual({ error: 0, warn: 1, info: 0 });
    expect(repository('ExampleOrg/notes')).toBe('not_applicable');
  });
});
