import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { warnedEstate, shellRepo, faultyEstate } from './estates.js';
import { run } from './run.js';

const configure = (folder: string, config: object): void =>
  writeFileSync(join(folder, 'sourceos.config.json'), JSON.stringify(config, null, 2));

describe('the configuration of the folder that a command runs in', () => {
  it('says what is scanned, how it is judged and how it is reported', () => {
    const folder = warnedEstate();
    configure(folder, {
      sources: ['.'],
      failOn: 'warn',
      reporters: ['concise', 'json:.out/scan.json'],
      layout: 'owners',
    });
    const { code, stdout, stderr } = run(folder, ['scan']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('engine/empty-dangerous-fields');
    expect(run(folder, ['report', '.out/scan.json', '-r', 'concise']).stdout).toBe(stdout);
  });

  it('gives way to the command line', () => {
    const folder = warnedEstate();
    configure(folder, { sources: ['nowhere'], failOn: 'warn', maxWarnings: 0, skip: ['*'], reporters: ['json'] });
    const flags = ['--fail-on', 'error', '--max-warnings', '9', '--skip', 'engine/review-aware', '-r', 'concise'];
    const { code, stdout } = run(folder, ['scan', '.', ...flags]);
    expect(code).toBe(0);
    expect(stdout).toContain('engine/empty-dangerous-fields');
  });

  it('names its baseline relative to itself', () => {
    const folder = faultyEstate();
    run(folder, ['scan', '.', '-r', 'json:.out/scan.json']);
    const reasons = ['--reason', 'Known', '--owner', '@stewards', '--expires', '2999-12-31'];
    mkdirSync(join(folder, '.config'));
    run(folder, ['baseline', 'create', '.out/scan.json', '-o', '.config/baseline.json', ...reasons]);
    configure(folder, { baseline: '.config/baseline.json' });
    expect(run(folder, ['scan', '.']).code).toBe(0);
    expect(run(folder, ['check', shellRepo, '--fail-on', 'info']).code).toBe(0);
  });

  it('is not that of a repository which is judged', () => {
    const folder = faultyEstate();
    const before = run(folder, ['scan', '.']);
    const one = run(folder, ['check', shellRepo]);
    configure(join(folder, shellRepo), { failOn: 'never', skip: ['*'], reporters: ['json:../../../written.json'] });
    configure(join(folder, 'ExampleOrg/calendar'), { nonsense: true });
    expect(run(folder, ['scan', '.'])).toEqual(before);
    expect(run(folder, ['check', shellRepo])).toEqual(one);
    expect(run(join(folder, 'SourceOS-Linux'), ['check', 'sourceos-shell'])).toMatchObject({ code: 1 });
  });

  it('stops every command that judges when it is wrong, with its place', () => {
    const folder = warnedEstate();
    writeFileSync(join(folder, 'sourceos.config.json'), '{\n  "fail-on": "warn"\n}\n');
    for (const args of [
      ['scan', '.'],
      ['check', shellRepo],
    ]) {
      expect(run(folder, args)).toEqual({
        code: 2,
        stdout: '',
        stderr: 'sync-estate: sourceos.config.json:2:3: /fail-on is not known; did you mean failOn?\n',
      });
    }
    expect(run(folder, ['rules']).code).toBe(0);
  });
});
