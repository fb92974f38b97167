import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineSchema, type Baseline } from '../../src/index.js';
import { repoManifest, writeEstate } from '../../src/testing/manifests.js';
import { faultyEstate, shellRepo } from './estates.js';
import { run } from './run.js';

const file = 'sourceos.baseline.json';
const reasons = ['--reason', 'Being rewritten', '--owner', '@shell-team', '--expires', '2999-12-31'];

/** An estate whose findings are all accepted. */
const accepted = (): string => {
  const folder = faultyEstate();
  run(folder, ['scan', '.', '-r', 'json:scan.json']);
  const { code, stdout, stderr } = run(folder, ['baseline', 'create', 'scan.json', ...reasons]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^sourceos\.baseline\.json: \d+ entries, until 2999-12-31\n$/);
  return folder;
};

const read = (folder: string): Baseline => baselineSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

const change = (folder: string, edit: (baseline: Baseline) => void): void => {
  const baseline = read(folder);
  edit(baseline);
  writeFileSync(join(folder, file), JSON.stringify(baseline, null, 2));
};

describe('baseline create', () => {
  it('accepts what a scan found, and the gate passes', () => {
    const folder = accepted();
    const { code, stdout } = run(folder, ['scan', '.', '--baseline', file, '--fail-on', 'info']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/No findings, \d+ accepted by the baseline\.\n$/);
  });

  it('does not replace a baseline', () => {
    const folder = accepted();
    const before = read(folder);
    expect(run(folder, ['baseline', 'create', 'scan.json', ...reasons])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'sync-estate: sourceos.baseline.json exists; prune it, or remove it first\n',
    });
    expect(read(folder)).toEqual(before);
  });

  it.each([
    [['--expires', '2020-01-31'], '--expires 2020-01-31 has passed'],
    [['--expires', '2999-02-30'], '--expires is not as expected'],
    [['--reason', ''], '--reason is not as expected'],
    [['--output', 'none/baseline.json'], 'none/baseline.json cannot be written (ENOENT)'],
  ])('refuses %j', (options, message) => {
    const folder = faultyEstate();
    run(folder, ['scan', '.', '-r', 'json:scan.json']);
    const { code, stderr } = run(folder, ['baseline', 'create', 'scan.json', ...reasons, ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('a baseline', () => {
  it('whose entry matches nothing warns at the entry', () => {
    const folder = accepted();
    writeEstate(folder, { [shellRepo]: repoManifest(shellRepo) });
    const { code, stdout } = run(folder, ['scan', '.', '--baseline', file, '-r', 'concise']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^sourceos\.baseline\.json:4:5: warning estate\/baseline-stale The entry for \S+ in \S+ matches no finding$/m,
    );
    expect(run(folder, ['scan', '.', '--baseline', file, '--max-warnings', '0']).code).toBe(1);
  });

  it('whose entries have expired accepts nothing', () => {
    const folder = accepted();
    change(folder, ({ entries }) => {
      for (const entry of entries) entry.expires = '2020-01-31';
    });
    const { code, stdout } = run(folder, ['scan', '.', '--baseline', file, '-r', 'concise']);
    expect(code).toBe(1);
    expect(stdout).toContain('expired on 2020-01-31; @shell-team answers for it');
  });

  it.each([
    ['{ "schemaVersion": "1" }', /sourceos\.baseline\.json:1:1: \/entries is missing; expected array/],
    [
      '{ "schemaVersion": "1", "entries": [{}] }',
      /sourceos\.baseline\.json:1:37: \/entries\/0\/fingerprint is missing/,
    ],
    ['{ "schemaVersion": "1", "entries": [], "entrys": 1 }', /:1:40: \/entrys is not known; did you mean entries\?/],
    ['{ "schemaVersion": "1", ', /sourceos\.baseline\.json:1:25: The file is not JSON/],
  ])('that says %s is refused with file, line and field', (text, message) => {
    const folder = faultyEstate();
    writeFileSync(join(folder, file), text);
    for (const args of [
      ['scan', '.', '--baseline', file],
      ['baseline', 'show', file],
    ]) {
      const { code, stdout, stderr } = run(folder, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
    }
  });

  it('with a day that is none is refused at the field', () => {
    const folder = accepted();
    change(folder, ({ entries: [first] }) => {
      if (first) first.expires = '31.12.2999';
    });
    const { code, stderr } = run(folder, ['scan', '.', '--baseline', file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/:11:18: \/entries\/0\/expires is "31\.12\.2999"; expected a day as YYYY-MM-DD\n$/);
  });
});

describe('baseline prune', () => {
  it('drops what has expired or matches nothing, and says what', () => {
    const folder = accepted();
    const count = read(folder).entries.length;
    expect(run(folder, ['baseline', 'prune', file, 'scan.json'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: `${file}: removed 0 entries, kept ${count}\n`,
    });
    writeEstate(folder, { [shellRepo]: repoManifest(shellRepo) });
    run(folder, ['scan', '.', '-r', 'json:scan.json']);
    const { code, stdout, stderr } = run(folder, ['baseline', 'prune', file, 'scan.json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${file}: removed ${count} entries, kept 0\n` });
    expect(stdout).toContain('removed  until 2999-12-31  manifest/unknown-value  SourceOS-Linux/sourceos-shell');
    expect(read(folder).entries).toEqual([]);
  });
});

describe('baseline show', () => {
  it('lists entries by their days, with reason and owner', () => {
    const folder = accepted();
    change(folder, ({ entries }) => {
      const last = entries.at(-1);
      if (last) last.expires = '2020-01-31';
    });
    const { code, stdout, stderr } = run(folder, ['baseline', 'show', file]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(read(folder).entries.length);
    expect(lines[0]).toMatch(/^expired 2020-01-31 {2}\S+\/\S+ {2}\S+ {2}.*\(Being rewritten; @shell-team\)$/);
    expect(lines[1]).toMatch(/^until 2999-12-31 /);
    expect(stderr).toBe(`${file}: ${lines.length} entries\n`);
  });
});
