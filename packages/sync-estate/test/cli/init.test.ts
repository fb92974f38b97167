import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalEngines, enginesOwnedBy, type RepoManifest } from '@sourceos/sync-spec';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../../src/testing/temporary-folder.js';
import { run } from './run.js';

const file = '.sourceos/manifest.json';
const owners = [...new Set(canonicalEngines.flatMap((engine) => [...engine.owners]))];

const emptyRepository = (name: string): string => {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  return folder;
};

const read = (folder: string): RepoManifest => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RepoManifest;

describe('init', () => {
  it.each(owners)('writes a manifest for %s that passes its check', (repo) => {
    const folder = emptyRepository('repository');
    const { code, stdout, stderr } = run(folder, ['init', '--repo', repo]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`${file}: ${repo}, sourceos.sync.`);
    expect(read(folder).syncEngines.map(({ engineId }) => engineId)).toEqual(
      enginesOwnedBy(repo).map(({ engineId }) => engineId),
    );
    const checked = run(folder, ['check', '--repo', repo, '--strict', '--fail-on', 'info', '-r', 'concise']);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
  });

  it('knows a repository by its folder or its origin', () => {
    const shell = emptyRepository('sourceos-shell');
    run(shell, ['init']);
    expect(read(shell).repo).toBe('SourceOS-Linux/sourceos-shell');
    const clone = emptyRepository('work');
    writeFiles(clone, { '.git/config': '[remote "origin"]\n\turl = git@github.com:SocioProphet/memory-mesh.git\n' });
    run(clone, ['init']);
    expect(read(clone).repo).toBe('SocioProphet/memory-mesh');
  });

  it('prints under --dry-run what it would write, and writes nothing', () => {
    const folder = emptyRepository('sourceos-shell');
    const { code, stdout, stderr } = run(folder, ['init', '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    run(folder, ['init']);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(stdout);
  });

  it('replaces a manifest only under --force', () => {
    const folder = emptyRepository('sourceos-shell');
    mkdirSync(join(folder, '.sourceos'));
    writeFileSync(join(folder, file), 'kept');
    const { code, stderr } = run(folder, ['init']);
    expect(code).toBe(2);
    expect(stderr).toBe(`sync-estate: ${file} exists; --dry-run prints what would be written, --force replaces it\n`);
    expect(readFileSync(join(folder, file), 'utf8')).toBe('kept');
    expect(run(folder, ['init', '--force']).code).toBe(0);
    expect(read(folder).domain).toBe('shell');
  });

  it('needs a name where nothing tells it, and a domain where no engine does', () => {
    const folder = emptyRepository('notes');
    expect(run(folder, ['init'])).toMatchObject({
      code: 2,
      stderr: 'sync-estate: nothing tells the owner of "notes"; name the repository with --repo owner/name\n',
    });
    expect(run(folder, ['init', '--repo', 'ExampleOrg/notes'])).toMatchObject({
      code: 2,
      stderr:
        'sync-estate: ExampleOrg/notes owns no canonical engine; choose a domain with --domain to write a manifest without engines\n',
    });
    const flags = ['--repo', 'ExampleOrg/notes', '--domain', 'tooling', '--policy-class', 'medium'];
    expect(run(folder, ['init', ...flags]).code).toBe(0);
    expect(read(folder)).toMatchObject({ repo: 'ExampleOrg/notes', domain: 'tooling', policyClasses: ['medium'] });
    expect(run(folder, ['check']).code).toBe(0);
  });

  it('says where it cannot write', () => {
    const folder = emptyRepository('sourceos-shell');
    writeFileSync(join(folder, '.sourceos'), '');
    expect(run(folder, ['init'])).toMatchObject({
      code: 2,
      stderr: `sync-estate: ${file} cannot be written (EEXIST)\n`,
    });
  });
});
