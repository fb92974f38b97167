import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reporterNames } from '../../src/reporters/index.js';
import { cleanEstate, faultyEstate, withUnreadable } from './estates.js';
import { run } from './run.js';

const saved = (folder: string, ...options: string[]): void => {
  const { stdout } = run(folder, ['scan', '.', '-r', 'json', ...options]);
  writeFileSync(join(folder, 'scan.json'), stdout);
};

describe('report', () => {
  it.each(reporterNames)('renders a saved scan as the scan itself would: %s', (reporter) => {
    const folder = withUnreadable(faultyEstate());
    saved(folder);
    const live = run(folder, ['scan', '.', '-r', reporter]);
    expect(live.code).toBe(1);
    expect(run(folder, ['report', 'scan.json', '-r', reporter])).toEqual(live);
  });

  it.each([
    ['--fail-on', 'never'],
    ['--fail-on', 'warn'],
    ['--max-warnings', '0'],
    ['--only', 'manifest/*'],
    ['--skip', '*'],
  ])('means the same exit code under %s %s', (...options) => {
    for (const folder of [cleanEstate(), faultyEstate(), withUnreadable(cleanEstate())]) {
      saved(folder);
      expect(run(folder, ['report', 'scan.json', ...options])).toEqual(run(folder, ['scan', '.', ...options]));
    }
  });

  it('means what the configuration of its folder says, as the scan did', () => {
    const folder = faultyEstate();
    saved(folder);
    writeFileSync(join(folder, 'sourceos.config.json'), '{ "failOn": "never", "reporters": ["concise"] }');
    expect(run(folder, ['report', 'scan.json'])).toEqual(run(folder, ['scan', '.']));
    expect(run(folder, ['report', 'scan.json']).code).toBe(0);
  });

  it.each([
    ['{}', /^sync-estate: scan\.json:1:1: \/schemaVersion is missing; expected "1"\n$/],
    ['{\n  "schemaVersion": "2"\n}', /scan\.json:2:20: \/schemaVersion is "2"; expected "1"/],
    ['', /scan\.json:1:1: The file is empty/],
    ['null', /scan\.json:1:1: the document is null; expected object/],
    ['[1, 2', /scan\.json:1:6: The file is not JSON/],
  ])('refuses %j with the place and the fault', (text, message) => {
    const folder = cleanEstate();
    writeFileSync(join(folder, 'scan.json'), text);
    const { code, stdout, stderr } = run(folder, ['report', 'scan.json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
