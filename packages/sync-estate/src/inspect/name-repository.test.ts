import { describe, expect, it } from 'vitest';
import { folderRepository } from '../repository/folder-repository.js';
import { temporaryFolder, writeFiles } from '../testing/temporary-folder.js';
import { nameRepository } from './name-repository.js';

const config = (url: string): string =>
  `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*\n`;

/** The name of a repository by some evidence. */
const named = (evidence: { slug?: string; claimed?: unknown; config?: string; folder?: string }): string => {
  const location = temporaryFolder();
  if (evidence.config !== undefined) writeFiles(location, { '.git/config': evidence.config });
  const place = {
    path: 'x',
    folder: evidence.folder ?? 'x',
    ...(evidence.slug !== undefined && { slug: evidence.slug }),
  };
  return nameRepository(folderRepository(location, location, place), evidence.claimed);
};

const all = {
  slug: 'By/place',
  claimed: 'By/manifest',
  config: config('https://example.org/By/origin.git'),
  folder: 'TurtleTerm',
};

describe('nameRepository', () => {
  it('believes the place, then the manifest, then the origin, then the canonical table, then the folder', () => {
    const { slug, ...withoutSlug } = all;
    expect(named(all)).toBe(slug);
    expect(named(withoutSlug)).toBe('By/manifest');
    expect(named({ ...withoutSlug, claimed: undefined })).toBe('By/origin');
    expect(named({ folder: 'TurtleTerm' })).toBe('SourceOS-Linux/TurtleTerm');
    expect(named({ folder: 'something' })).toBe('something');
  });

  it.each([undefined, null, 7, {}, '', 'no-owner', 'a/b/c', 'Own er/name', `a/${'b'.repeat(1_000_000)}`])(
    'does not believe a manifest that says %.20j',
    (claimed) => {
      expect(named({ claimed, folder: 'something' })).toBe('something');
    },
  );

  it.each([
    ['https://github.com/Owner/name', 'Owner/name'],
    ['https://github.com/Owner/name.git', 'Owner/name'],
    ['https://user:password@example.org:8443/Owner/name.git/', 'Owner/name'],
    ['https://example.org/group/Owner/name', 'Owner/name'],
    ['git@github.com:Owner/name.git', 'Owner/name'],
    ['ssh://git@example.org/Owner/na.me', 'Owner/na.me'],
    ['"https://example.org/Owner/name"', 'Owner/name'],
    ['https://example.org/name', 'something'],
    ['/srv/mirrors/name.git', 'something'],
    ['../name', 'something'],
    ['file:///srv/mirrors/name.git', 'something'],
    ['https://example.org/Ow ner/name', 'something'],
    ['', 'something'],
  ])('takes from the origin %s the name %s', (url, name) => {
    expect(named({ config: config(url), folder: 'something' })).toBe(name);
  });

  it('takes no other remote for the origin', () => {
    const text = config('https://example.org/Owner/fork').replace('origin', 'fork');
    expect(named({ config: text, folder: 'something' })).toBe('something');
  });

  it.each([
    ['line ends', '\n'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['a long address', `url = ${'a/'.repeat(500_000)}`],
    ['many addresses', 'url = /a\n'.repeat(100_000)],
  ])('reads a hostile configuration of %s quickly', (_what, lines) => {
    const start = performance.now();
    expect(named({ config: `[remote "origin"]\n${lines}`, folder: 'something' })).toBe('something');
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
