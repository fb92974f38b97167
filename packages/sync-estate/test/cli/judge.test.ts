import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema, type Report } from '../../src/index.js';
import { reporterNames } from '../../src/reporters/index.js';
import { engineManifest, jsonText, repoManifest, writeEstate } from '../../src/testing/manifests.js';
import { temporaryFolder, writeFiles } from '../../src/testing/temporary-folder.js';
import { cleanEstate, faultyEstate, shellRepo, warnedEstate, withUnreadable } from './estates.js';
import { run, type Run } from './run.js';

const reportOf = ({ stdout }: Run): Report => reportSchema.parse(JSON.parse(stdout));

const scanJson = (folder: string, ...options: string[]): { code: number | null; report: Report } => {
  const done = run(folder, ['scan', '.', '-r', 'json', ...options]);
  expect(done.stderr).toBe('');
  return { code: done.code, report: reportOf(done) };
};

describe('scan', () => {
  it('ends with 0 where nothing is wrong, and says so on standard output alone', () => {
    const { code, stdout, stderr } = run(cleanEstate(), ['scan', '.']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\n11 engines: 11 compliant\. .*No findings\.\n$/);
  });

  it('ends with 1 on findings, 3 where something could not be read, and 1 on both', () => {
    expect(scanJson(faultyEstate()).code).toBe(1);
    const incomplete = scanJson(withUnreadable(cleanEstate()));
    expect(incomplete).toMatchObject({ code: 3, report: { complete: false } });
    expect(scanJson(withUnreadable(faultyEstate())).code).toBe(1);
  });

  it('ends with 3 where nothing was scanned, and says why', () => {
    const { code, stderr } = run(temporaryFolder(), ['scan', '.']);
    expect(code).toBe(3);
    expect(stderr).toBe('sync-estate: nothing was scanned: there is no repository here\n');
  });

  it.each([
    [[], 0],
    [['--fail-on', 'warn'], 1],
    [['--fail-on', 'never'], 0],
    [['--max-warnings', '0'], 1],
    [['--max-warnings', '1'], 0],
    [['--fail-on', 'warn', '--skip', 'engine/empty-*'], 0],
    [['--fail-on', 'warn', '--only', 'sourceos.sync.audit'], 0],
    [['--fail-on', 'warn', '--only', 'sourceos.sync.audit,sourceos.sync.shell'], 1],
  ])('of an estate with one warning under %j ends with %i', (options, code) => {
    expect(scanJson(warnedEstate(), ...options).code).toBe(code);
  });

  it('gives the same exit code in every format', () => {
    const [clean, faulty] = [cleanEstate(), faultyEstate()];
    for (const reporter of reporterNames) {
      expect(run(clean, ['scan', '.', '-r', reporter]).code, reporter).toBe(0);
      const { code, stdout, stderr } = run(faulty, ['scan', '.', '-r', reporter]);
      expect({ code, stderr }, reporter).toEqual({ code: 1, stderr: '' });
      expect(stdout, reporter).not.toBe('');
    }
  });

  it('makes empty lists partial under --strict', () => {
    const folder = warnedEstate();
    expect(scanJson(folder).report.summary.engines.partial).toBe(0);
    expect(scanJson(folder, '--strict').report.summary.engines.partial).toBe(1);
  });

  it('takes several sources, list files and layouts', () => {
    const folder = faultyEstate();
    writeFiles(folder, { 'list.txt': `# two\n${shellRepo}\nExampleOrg/notes\n` });
    const listed = run(folder, ['scan', 'list.txt', '-r', 'json']);
    expect(reportOf(listed).repositories.map(({ path }) => path)).toEqual([shellRepo, 'ExampleOrg/notes']);
    const several = run(folder, ['scan', 'ExampleOrg', 'SourceOS-Linux', '-r', 'json', '--layout', 'flat']);
    expect(reportOf(several).repositories.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['ExampleOrg/calendar', 'ExampleOrg/notes', shellRepo]),
    );
    const flat = run(folder, ['scan', '.', '-r', 'json', '--layout', 'flat']);
    expect(reportOf(flat).repositories.map(({ path }) => path)).toContain('ExampleOrg');
  });
});

describe('--reporter', () => {
  it('may be repeated: files beside standard output', () => {
    const folder = faultyEstate();
    const names = reporterNames.flatMap((name) => ['-r', `${name}:.out/${name}.txt`]);
    const { code, stdout, stderr } = run(folder, ['scan', '.', '--reporter', 'concise', ...names]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    for (const name of reporterNames) {
      const file = readFileSync(join(folder, `.out/${name}.txt`), 'utf8');
      expect(file, name).toBe(run(folder, ['scan', '.', '-r', name]).stdout);
    }
    expect(stdout).toBe(readFileSync(join(folder, '.out/concise.txt'), 'utf8'));
  });

  it('says which file cannot be written', () => {
    const folder = cleanEstate();
    mkdirSync(join(folder, 'taken'));
    const { code, stderr } = run(folder, ['scan', '.', '-r', 'json:taken']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'sync-estate: taken cannot be written (EISDIR)\n' });
  });

  it('adds to the job summary where the platform has one', () => {
    const folder = faultyEstate();
    writeFileSync(join(folder, 'summary.md'), 'Before.\n');
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const { stdout } = run(folder, ['scan', '.', '-r', 'github'], env);
    expect(stdout).toMatch(/^::error /m);
    const summary = readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8');
    expect(summary.startsWith('Before.\n')).toBe(true);
    expect(summary).toContain('sourceos.sync.shell');
    const lost = run(folder, ['scan', '.', '-r', 'github'], { GITHUB_STEP_SUMMARY: join(folder, 'none/summary.md') });
    expect(lost).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/summary\.md cannot be written \(ENOENT\)\n$/) as string,
    });
  });
});

describe('check', () => {
  it('is the gate of one repository: the folder it runs in, or the one that is named', () => {
    const folder = faultyEstate();
    expect(run(join(folder, 'ExampleOrg/calendar'), ['check']).code).toBe(0);
    expect(run(folder, ['check', shellRepo]).code).toBe(1);
    expect(run(folder, ['check', 'ExampleOrg/notes', '-r', 'concise'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('manifest/missing') as string,
    });
  });

  it('holds a manifest against the name that it is given', () => {
    const folder = cleanEstate();
    expect(run(folder, ['check', shellRepo, '--repo', shellRepo]).code).toBe(0);
    const { code, stdout } = run(folder, ['check', shellRepo, '--repo', 'ExampleOrg/fork', '-r', 'concise']);
    expect(code).toBe(1);
    expect(stdout).toContain('manifest/repo-mismatch');
  });

  it('refuses a file', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'list.txt': 'a\n' });
    expect(run(folder, ['check', 'list.txt'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'sync-estate: list.txt is not a folder; check takes a repository\n',
    });
  });
});

describe('--fix', () => {
  const misspelt = () => ({
    ...repoManifest(shellRepo, [
      engineManifest('sourceos.sync.shell', { dangerousFields: ['aliases', 'aliases', 'functions'] }),
    ]),
    domain: 'Shell',
  });

  it('mends what is safe to mend, keeps the rest as it is, and judges what is left', () => {
    const folder = temporaryFolder();
    writeEstate(folder, { [shellRepo]: misspelt() });
    const { code, stderr } = run(folder, ['check', shellRepo, '--fix']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'sync-estate: mended 2 places in 1 file\n' });
    const engine = engineManifest('sourceos.sync.shell', { dangerousFields: ['aliases', 'functions'] });
    expect(readFileSync(join(folder, shellRepo, '.sourceos/manifest.json'), 'utf8')).toBe(
      jsonText({ ...repoManifest(shellRepo, [engine]), domain: 'shell' }),
    );
  });

  it.each([['--dry-run'], ['--fix', '--dry-run']])(
    'changes nothing under %j, and shows what it would',
    (...options) => {
      const folder = temporaryFolder();
      const text = jsonText(misspelt()).replaceAll('  ', '\t');
      writeEstate(folder, { [shellRepo]: text });
      const { code, stdout, stderr } = run(folder, ['check', shellRepo, ...options]);
      expect(code).toBe(1);
      expect(stderr).toContain('\n-\t"domain": "Shell",\n+\t"domain": "shell",\n');
      expect(stderr).toMatch(/\nsync-estate: would mend 2 places in 1 file\n$/);
      expect(stdout).toContain('manifest/unknown-value');
      expect(readFileSync(join(folder, shellRepo, '.sourceos/manifest.json'), 'utf8')).toBe(text);
    },
  );
});
