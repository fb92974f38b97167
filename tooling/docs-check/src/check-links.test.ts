import { expect, it } from 'vitest';
import { checkLinks } from './check-links.js';
import { parseDocument } from './document.js';

const files = ['README.md', 'docs/a.md', 'docs/decisions/one.md', 'docs/a picture.png'];
const repository = 'https://github.com/SourceOS-Linux/sync-engine-registry';

const found = (...urls: readonly string[]) => {
  const documents = [
    parseDocument('docs/a.md', `# A\n\n${urls.map((url) => `[x](${url})`).join('\n')}\n`),
    parseDocument('README.md', '# Root\n\n## The table\n'),
  ];
  return checkLinks(documents, files).map(({ path, line, found }) => `${path}:${line ?? ''}: ${found}`);
};

it('follows links to files, folders, headings and the repository itself', () => {
  expect(
    found(
      '#a',
      '../README.md',
      '../README.md#the-table',
      'decisions/',
      './decisions/one.md',
      'a%20picture.png',
      '/docs/a.md',
      '..',
      `${repository}/blob/main/README.md#the-table`,
      `${repository}/tree/main/docs`,
    ),
  ).toEqual([]);
});

it('follows no link that leads elsewhere', () => {
  expect(found('https://example.com/x#y', 'mailto:a@example.com', '//example.com', `${repository}/issues`)).toEqual([]);
});

it.each([
  ['b.md', 'a link to b.md, which is not there'],
  ['../../out.md', 'a link to ../../out.md, which is not there'],
  ['#b', 'a link to #b, where no heading is #b'],
  ['../README.md#table', 'a link to ../README.md#table, where no heading is #table'],
  ['a%zz.md', 'the link a%zz.md, which is not percent-encoded text'],
  [`${repository}/blob/main/gone.md`, `a link to ${repository}/blob/main/gone.md, which is not there`],
])('finds the dead link %s', (url, finding) => {
  expect(found('#a', url)).toEqual([`docs/a.md:4: ${finding}`]);
});
