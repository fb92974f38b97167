import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { needs } from '@sourceos/vitest-config/needs';
import { describe, expect, it } from 'vitest';
import { repoManifest, writeEstate } from '../testing/manifests.js';
import { commitFiles, runGit } from '../testing/git.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { unprivileged } from '../testing/unprivileged.js';
import type { Repository } from '../repository/repository.js';
import { openSource, type SourceOptions } from './open-source.js';

const manifest = '.sourceos/manifest.json';

const open = (source: string, options: Partial<SourceOptions> = {}, several = false): Repository[] => {
  const opened = openSource(source, several, { layout: 'auto', ...options });
  if (!opened.ok) throw new TypeError(opened.message);
  return [...opened.repositories];
};

const refusal = (source: string): string => {
  const opened = openSource(source, false, { layout: 'auto' });
  if (opened.ok) throw new TypeError('The source was opened');
  return opened.message;
};

/** Each repository as its path, and after a space its name where the place says it. */
const paths = (repositories: readonly Repository[]): string[] =>
  repositories.map(({ path, slug }) => (slug === undefined ? path : `${path} ${slug}`));

const reads = async (repositories: readonly Repository[]): Promise<string[]> => {
  const texts: string[] = [];
  for (const repository of repositories) {
    const result = repository.kind === 'refused' ? repository.result : await repository.read('manifest');
    const text = result.kind === 'file' ? result.bytes.toString() : 'found' in result ? result.found : result.kind;
    texts.push(`${repository.path}: ${text}`);
  }
  return texts;
};

describe('a folder of repositories', () => {
  it('holds them side by side, in the order of their names', () => {
    const root = temporaryFolder();
    writeEstate(root, { b: '{}', a: '{}', 'without-manifest': null });
    writeFiles(root, { 'README.md': '', 'without-manifest/README.md': '' });
    expect(paths(open(root))).toEqual(['a', 'b', 'without-manifest']);
  });

  it('holds them below their owners', () => {
    const root = temporaryFolder();
    writeEstate(root, { 'Owner/a': '{}', 'Owner/b': null, 'Another/a': '{}' });
    expect(paths(open(root))).toEqual(['Another/a Another/a', 'Owner/a Owner/a', 'Owner/b Owner/b']);
  });

  it('tells owners from repositories folder by folder', () => {
    const root = temporaryFolder();
    writeEstate(root, { flat: '{}', 'Owner/a': '{}' });
    writeFiles(root, {
      'Owner/README.md': '',
      // A known owner of whose repositories none has a manifest, and notes beside them.
      'sociOprophet/prophet-workspace/README.md': '',
      'sociOprophet/notes.txt': '',
      // Files and folders, and none of them a repository: a repository without a manifest.
      'plain/src/index.js': '',
      'plain/package.json': '',
      'empty/.keep': '',
    });
    expect(paths(open(root))).toEqual([
      'Owner/a Owner/a',
      'empty',
      'flat',
      'plain',
      'sociOprophet/prophet-workspace sociOprophet/prophet-workspace',
    ]);
  });

  it('takes what has a manifest or a git folder for a repository, even where it only holds folders', () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a/.sourceos/manifest.json': '', 'a/src/x': '', 'b/.git/HEAD': '', 'b/src/x': '' });
    expect(paths(open(root))).toEqual(['a', 'b']);
  });

  it('does as it is told about the layout', () => {
    const root = temporaryFolder();
    writeEstate(root, { 'Owner/a': '{}', 'Owner/b': '{}', flat: '{}' });
    writeFiles(root, { 'flat/src/x': '' });
    expect(paths(open(root, { layout: 'flat' }))).toEqual(['Owner', 'flat']);
    expect(paths(open(root, { layout: 'owners' }))).toEqual([
      'Owner/a Owner/a',
      'Owner/b Owner/b',
      'flat/src flat/src',
    ]);
  });

  it('is not read as the repository that it also is where a layout is given', () => {
    const root = temporaryFolder();
    writeEstate(root, { a: '{}', '.': '{}' });
    expect(paths(open(root))).toEqual(['.']);
    expect(paths(open(root, { layout: 'flat' }))).toEqual(['a']);
  });

  it('passes over hidden folders and over files', () => {
    const root = temporaryFolder();
    writeEstate(root, { a: '{}', '.hidden': '{}', 'Owner/b': '{}', 'Owner/.hidden': '{}' });
    writeFiles(root, { file: '' });
    expect(paths(open(root))).toEqual(['Owner/b Owner/b', 'a']);
  });

  it('says what the place of each repository is called, whatever characters it has', () => {
    const root = temporaryFolder();
    writeEstate(root, { 'a\nb\u001b[31m': '{}' });
    expect(paths(open(root))).toEqual(['a\nb\u001b[31m']);
  });

  it('is empty where there is nothing', () => {
    expect(open(temporaryFolder())).toEqual([]);
  });

  it('starts paths with its name where there are several sources', () => {
    const root = temporaryFolder();
    writeEstate(root, { 'first/a': '{}', 'first/Owner/b': '{}', second: '{}' });
    expect(paths(open(join(root, 'first'), {}, true))).toEqual(['first/Owner/b Owner/b', 'first/a']);
    expect(paths(open(join(root, 'second'), {}, true))).toEqual(['second']);
  });
});

describe('symbolic links among repositories', () => {
  it('are followed inside the folder and refused outside it', async () => {
    const above = temporaryFolder();
    const root = join(above, 'root');
    writeEstate(above, { outside: 'secret', 'root/a': 'a', 'root/Owner/b': 'b' });
    writeFiles(root, { 'file.txt': '' });
    symlinkSync('a', join(root, 'inside'));
    symlinkSync('../outside', join(root, 'out'));
    symlinkSync('file.txt', join(root, 'to-a-file'));
    symlinkSync('nowhere', join(root, 'to-nowhere'));
    symlinkSync('.', join(root, 'to-the-root'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('../a', join(root, 'Owner/inside'));
    expect(await reads(open(root))).toEqual([
      'Owner/b: b',
      'Owner/inside: a',
      'a: a',
      'inside: a',
      'loop: it is a loop of symbolic links',
      'out: it is a symbolic link that leads out of the scanned folder',
      'to-nowhere: it is a symbolic link that leads nowhere',
      'to-the-root: it is a symbolic link that leads out of the scanned folder',
    ]);
  });

  it('do not make the folder itself another one', async () => {
    const root = temporaryFolder();
    writeEstate(root, { 'real/a': 'a' });
    symlinkSync('real', join(root, 'link'));
    symlinkSync('a', join(root, 'real/b'));
    expect(await reads(open(join(root, 'link')))).toEqual(['a: a', 'b: a']);
  });
});

describe('what cannot be read', () => {
  it('is one repository that says so', async () => {
    const root = temporaryFolder();
    chmodSync(root, 0o755);
    writeEstate(root, { 'Owner/a': '{}', b: '{}' });
    chmodSync(join(root, 'Owner'), 0);
    const automatic = unprivileged(() =>
      open(root).map((repository) => (repository.kind === 'folder' ? repository.read('manifest') : repository.kind)),
    );
    const owners = unprivileged(() => open(root, { layout: 'owners' }));
    chmodSync(join(root, 'Owner'), 0o755);
    expect(automatic[0]).toEqual({ kind: 'unreadable', found: 'permission denied (EACCES)' });
    expect(await reads(owners.slice(0, 1))).toEqual(['Owner: permission denied (EACCES)']);
  });

  it('is a sentence where it is the source', () => {
    const root = temporaryFolder();
    chmodSync(root, 0o755);
    expect(refusal(join(root, 'none'))).toBe(`${root}/none does not exist`);
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(refusal(join(root, 'pipe'))).toBe(`${root}/pipe is neither a folder nor a list file`);
    writeFiles(root, { 'closed/x': '', 'list.txt': 'a' });
    chmodSync(join(root, 'closed'), 0);
    chmodSync(join(root, 'list.txt'), 0);
    const messages = unprivileged(() => [refusal(join(root, 'closed')), refusal(join(root, 'list.txt'))]);
    chmodSync(join(root, 'closed'), 0o755);
    expect(messages).toEqual([
      `${root}/closed cannot be read: permission denied (EACCES)`,
      `${root}/list.txt cannot be read: permission denied (EACCES)`,
    ]);
  });
});

describe('a list file', () => {
  const listed = (lines: string, options: Partial<SourceOptions> = {}, several = false) => {
    const root = temporaryFolder();
    writeEstate(root, { 'estate/a': 'a', 'estate/b': 'b', 'lists/near': 'near' });
    writeFiles(root, { 'lists/list.txt': lines, 'estate/empty/README.md': '' });
    return {
      root,
      list: join(root, 'lists/list.txt'),
      open: () => open(join(root, 'lists/list.txt'), options, several),
    };
  };

  it('names repositories relative to itself, with comments and empty lines between', async () => {
    const repositories = listed('# all\n\n../estate/a\n  near  \n#near\n./../estate/b/').open();
    expect(await reads(repositories)).toEqual(['../estate/a: a', 'near: near', '../estate/b: b']);
  });

  it('may end its lines as any system does, and start with a byte order mark', () => {
    expect(paths(listed('\ufeffnear\r\n../estate/a\r../estate/b\n').open())).toEqual([
      'near',
      '../estate/a',
      '../estate/b',
    ]);
  });

  it('names a repository after a tab', () => {
    expect(paths(listed('near\tOwner/name\n../estate/a\t Owner/a').open())).toEqual([
      'near Owner/name',
      '../estate/a Owner/a',
    ]);
  });

  it.each([
    ['near\tname', '"name"'],
    ['near\tOwner/name\tmore', '"more"'],
    ['near\t\u001b[31m/x', '"\\u001b[31m/x"'],
  ])('is refused with the line of a name that is none: %j', (line, found) => {
    const { list } = listed(`near\n${line}`);
    expect(refusal(list)).toBe(`${list}:2: ${found} after a tab is not a repository as owner/name`);
  });

  it('may name manifests', async () => {
    const repositories = listed(
      `../estate/a/${manifest}\n../estate/empty/${manifest}\n../estate/none/${manifest}`,
    ).open();
    expect(await reads(repositories)).toEqual([
      '../estate/a: a',
      '../estate/empty: absent',
      '../estate/none: there is no such folder',
    ]);
  });

  it('says of a folder that is not there, or is a file, that there is none', async () => {
    expect(await reads(listed('none\nlist.txt\nnul\u0000l').open())).toEqual([
      'none: there is no such folder',
      'list.txt: there is no such folder',
      'nul\u0000l: there is no such folder',
    ]);
  });

  it('may name itself by the folder that it is in', () => {
    expect(paths(listed('.').open())).toEqual(['.']);
  });

  it('starts paths with its name where there are several sources', () => {
    expect(paths(listed('near', {}, true).open())).toEqual(['list.txt/near']);
  });

  it('keeps absolute paths relative to itself', () => {
    const root = temporaryFolder();
    writeEstate(root, { 'estate/a': 'a' });
    writeFiles(root, { 'lists/list.txt': `${root}/estate/a` });
    expect(paths(open(join(root, 'lists/list.txt')))).toEqual(['../estate/a']);
  });
});

describe.runIf(needs('git', 'sources that are git repositories') !== undefined)('git repositories as sources', () => {
  const text = 'committed';

  it('are read from their objects where nothing is checked out', async () => {
    const root = temporaryFolder();
    commitFiles(root, 'origin', { [manifest]: text });
    mkdirSync(join(root, 'estate/Owner'), { recursive: true });
    runGit(root, 'clone', '--quiet', '--mirror', 'origin', 'estate/Owner/mirror.git');
    runGit(root, 'clone', '--quiet', '--no-checkout', 'origin', 'estate/clone');
    runGit(root, 'clone', '--quiet', 'origin', 'estate/checkout');
    writeFileSync(join(root, 'estate/checkout', manifest), 'edited');
    const repositories = open(join(root, 'estate'));
    expect(paths(repositories)).toEqual(['Owner/mirror.git Owner/mirror', 'checkout', 'clone']);
    expect(repositories.map(({ folder }) => folder)).toEqual(['mirror', 'checkout', 'clone']);
    expect(await reads(repositories)).toEqual([`Owner/mirror.git: ${text}`, 'checkout: edited', `clone: ${text}`]);
  });

  it('may be the only one', async () => {
    const root = temporaryFolder();
    commitFiles(root, 'origin', { [manifest]: text });
    runGit(root, 'clone', '--quiet', '--bare', 'origin', 'x.git');
    expect(await reads(open(join(root, 'x.git')))).toEqual([`.: ${text}`]);
    expect(await reads(open(join(root, 'origin')))).toEqual([`.: ${text}`]);
    expect(basename(open(join(root, 'x.git'))[0]?.folder ?? '')).toBe('x');
  });

  it('are read at the revision that is asked for, and files of no revision are not', async () => {
    const root = temporaryFolder();
    const origin = commitFiles(root, 'estate/origin', { [manifest]: text });
    runGit(origin, 'switch', '--quiet', '--create', 'other');
    writeFileSync(join(origin, manifest), 'on the other branch');
    runGit(origin, 'commit', '--quiet', '--all', '--message=other');
    runGit(origin, 'worktree', 'add', '--quiet', '../linked', 'main');
    writeFileSync(join(root, 'estate/linked', manifest), 'edited');
    writeEstate(join(root, 'estate'), { plain: 'of no revision', empty: null });
    expect(await reads(open(join(root, 'estate'), { revision: 'other', layout: 'flat' }))).toEqual([
      'empty: absent',
      'linked: on the other branch',
      'origin: on the other branch',
      'plain: it is no git repository, so it has no revision other',
    ]);
    expect(await reads(open(join(root, 'estate'), { layout: 'flat' }))).toEqual([
      'empty: absent',
      'linked: edited',
      'origin: on the other branch',
      'plain: of no revision',
    ]);
  });

  it('are read at the revision that is asked for where a list names their manifest', async () => {
    const root = temporaryFolder();
    const origin = commitFiles(root, 'origin', { [manifest]: text });
    writeFileSync(join(origin, manifest), 'edited');
    writeFiles(root, { 'list.txt': `origin/${manifest}` });
    expect(await reads(open(join(root, 'list.txt'), { revision: 'main' }))).toEqual([`origin: ${text}`]);
    expect(await reads(open(join(root, 'list.txt')))).toEqual(['origin: edited']);
  });

  it('do not follow a .git file out of the folder', async () => {
    const root = temporaryFolder();
    const outside = commitFiles(root, 'outside', { [manifest]: 'secret' });
    writeFiles(root, { 'estate/x/.git': `gitdir: ${outside}/.git\n`, 'estate/y/.git': 'nonsense' });
    const [linked, broken] = await reads(open(join(root, 'estate'), { revision: 'main' }));
    expect(linked).toBe('x: a git directory that borrows from outside the scanned folder');
    expect(broken).toMatch(/^y: .*invalid gitfile format/);
  });
});

describe.runIf(needs('shared', 'the real estate') !== undefined)('the real estate', () => {
  it('is found owner by owner, with the repositories that declare nothing', () => {
    const shared = needs('shared', 'the real estate') ?? '';
    expect(paths(open(join(shared, 'estate'))).map((line) => line.split(' ')[1])).toEqual([
      'SocioProphet/agent-registry',
      'SocioProphet/prophet-workspace',
      'SourceOS-Linux/TurtleTerm',
      'SourceOS-Linux/agent-machine',
      'SourceOS-Linux/sourceos-boot',
      'SourceOS-Linux/sourceos-shell',
      'SourceOS-Linux/sourceos-spec',
    ]);
  });
});

describe('a single repository', () => {
  it('is the source itself', () => {
    const root = temporaryFolder();
    writeEstate(root, { x: repoManifest('Owner/x') });
    const [repository] = open(join(root, 'x'));
    expect(repository).toMatchObject({ kind: 'folder', path: '.', folder: 'x', location: join(root, 'x') });
  });
});
