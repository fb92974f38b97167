import { homedir } from 'node:os';
import type { Finding } from '@sourceos/workspace';
import type { PackedPackage } from './packed-package.js';

const required: readonly string[] = ['LICENSE', 'README.md', 'package.json'];

/** What has no business in a tarball: sources and tests, which nobody imports, and configuration. */
const unwanted: readonly (readonly [RegExp, string])[] = [
  [/^src\//, 'no sources'],
  [/(^|\/)(test|tests|fixtures|node_modules)\/|\.test\.[^/]+$/, 'no tests and what belongs to them'],
  [
    /(^|\/)\.(?!npmignore$)|\.tsbuildinfo$|\.tgz$|(^|\/)(tsconfig.*\.json|[^/]+\.config\.[jt]s)$/,
    'no tools and no configuration',
  ],
];

const textFile = /\.(?:[cm]?js|[cm]?ts|json|map|md|html|css)$/;

/** The path as a whole: `/root` does not match in `docs/roots`. */
const mentions = (text: string, folder: string): boolean => {
  const path = folder.replace(/[/\\]+$/, '');
  if (path.length < 3) return false;
  const escaped = path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.~-])${escaped}(?=[/\\\\]\\w)`).test(text);
};

/**
 * What a tarball contains: licence and README, nothing but what is used, no range that only the
 * workspace understands, and no trace of the machine that packed it.
 *
 * @param root the workspace, whose path may not appear
 */
export const checkContents = (packed: PackedPackage, root: string): readonly Finding[] => {
  const { directory, files, json, read } = packed;
  const add = (file: string, found: string, expected: string): Finding => ({
    path: `${directory}: ${file} in the tarball`,
    found,
    expected,
  });
  const missing = required.filter((file) => !files.includes(file)).map((file) => add(file, 'nothing', 'the file'));
  const extra = files.flatMap((file) => {
    const reason = unwanted.find(([pattern]) => pattern.test(file));
    return reason === undefined ? [] : [add(file, 'a file that is not for users', reason[1])];
  });
  const ranges = ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies'].flatMap((group) =>
    Object.entries((json[group] ?? {}) as Record<string, string>)
      .filter(([, range]) => /^(?:workspace|catalog|link|file):/.test(range))
      .map(([name, range]) =>
        add('package.json', `${group}["${name}"] is ${JSON.stringify(range)}`, 'a version range'),
      ),
  );
  const traces = files
    .filter((file) => textFile.test(file))
    .flatMap((file) =>
      [...new Set([root, homedir()])]
        .filter((folder) => mentions(read(file), folder))
        .map(() => add(file, 'a path of this machine', 'only relative paths')),
    );
  return [...missing, ...extra, ...ranges, ...traces];
};
