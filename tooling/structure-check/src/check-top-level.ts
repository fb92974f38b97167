import type { Finding } from '@sourceos/workspace';
import type { Checkout } from './checkout.js';

/** What stands at the top of the repository, all of it and nothing else. */
const topLevel: readonly string[] = [
  '.changeset',
  '.ci',
  '.github',
  '.gitignore',
  '.prettierignore',
  'LICENSE',
  'README.md',
  'docs',
  'package.json',
  'packages',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tooling',
  'turbo.json',
];

export const checkTopLevel = ({ files }: Checkout): readonly Finding[] => {
  const entries = new Set(files.map((path) => path.split('/')[0] ?? path));
  return [
    ...topLevel
      .filter((entry) => !entries.has(entry))
      .map((path) => ({ path, found: 'nothing', expected: 'an entry that the top level has' })),
    ...[...entries]
      .filter((entry) => !topLevel.includes(entry))
      .map((path) => ({
        path,
        found: 'an entry that the top level does not have',
        expected: 'it in one of the folders',
      })),
  ];
};
