import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Contender, Inspection } from '../contender.js';
import type { Peers } from '../peers.js';
import { coverage } from './coverage.js';
import type { Estate } from './generate.js';
import type { ManifestLists } from './lists.js';

/** The JSON Schema that sync-spec publishes. */
const schema = createRequire(import.meta.url).resolve('@sourceos/sync-spec/schemas/SourceOSRepoManifest.json');

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n');

/** The paths that lines such as `PATH invalid` name; `form` has the path as its first group. */
const pathsIn = (lines: readonly string[], form: RegExp): string[] =>
  lines.flatMap((line) => form.exec(line)?.[1] ?? []);

/** Holds a peer against the number of files it was given: one that stopped early did not do the work. */
const inspected = (estate: Estate, given: number, judged: number, accused: readonly string[]): Inspection =>
  judged === given
    ? { done: true, found: coverage(estate, accused) }
    : { done: false, why: `it judged ${judged} of ${given} files` };

/**
 * The peers, each in the fastest way that its documentation offers for a list of files: ajv-cli
 * without `--all-errors` and with the shortest messages, @sourcemeta/jsonschema as its native
 * program without the Node wrapper and with `--fast`.
 */
export const peerContenders = (estate: Estate, lists: ManifestLists, peers: Peers): readonly Contender[] => {
  const given = lists.readable.length;
  const leftOut = `The schema alone: no repeated keys, no acceptance rules, nothing across repositories, no line and column. It stops at the first file that is no JSON, so the ${estate.manifests.length - given} such files are left out of its list.`;
  return [
    {
      name: peers.title('ajv-cli'),
      does: leftOut,
      command: process.execPath,
      args: [
        peers.file('ajv-cli', 'dist/index.js'),
        ...['validate', '--spec=draft2020', '--errors=line', '-s', schema],
        ...lists.readable.flatMap((path) => ['-d', path]),
      ],
      cwd: lists.folder,
      exitCode: 1,
      inspect: ({ stdout, stderr }) => {
        const accused = pathsIn(linesOf(stderr), /^(\S+) invalid$/);
        return inspected(estate, given, pathsIn(linesOf(stdout), /^(\S+) valid$/).length + accused.length, accused);
      },
    },
    {
      name: peers.title('@sourcemeta/jsonschema'),
      does: `${leftOut} A native program.`,
      command: peers.file(
        '@sourcemeta/jsonschema',
        `build/github-releases/jsonschema-${process.platform}-${process.arch === 'x64' ? 'x86_64' : process.arch}`,
      ),
      args: ['validate', schema, '--fast', '--continue', ...lists.readable],
      cwd: lists.folder,
      exitCode: 2,
      inspect: ({ stderr }) => {
        const lines = linesOf(stderr);
        const [judged = 0] = pathsIn(lines, /^(\d+) validated,/).map(Number);
        return inspected(estate, given, judged, pathsIn(lines, /^fail: (\S+)$/));
      },
    },
  ];
};
