import { writeFileSync } from 'node:fs';
import { withTemporaryFolder } from '@sourceos/workspace';
import { describe, expect, it } from 'vitest';
import { measure } from '../measure.js';
import type { Peers } from '../peers.js';
import { outputFiles } from '../timed-run.js';
import { bareLoop } from './bare-loop.js';
import { coldStartContenders } from './cold-start.js';
import { coverage } from './coverage.js';
import { generateEstate, type Estate } from './generate.js';
import { writeLists } from './lists.js';
import { peerContenders } from './peers.js';
import { scannerContenders } from './scanner.js';

const withEstate = (use: (estate: Estate) => Promise<void> | void): Promise<void> =>
  withTemporaryFolder((folder) => use(generateEstate(folder, { repositories: 200, seed: 3 })));

describe('our contenders', () => {
  it('do the work: the scanner finds every planted fault and no other, in the folder and by the list', () =>
    withEstate(async (estate) => {
      const lists = writeLists(estate);
      const ours = scannerContenders(estate, lists);
      const [node, check] = coldStartContenders(estate);
      const options = { rounds: 1, memoryRuns: 0, output: outputFiles(estate.folder), onProgress: () => undefined };
      const entries = await measure([bareLoop(estate, lists), ours.scan, ours.listed, node, check], options);
      const broken = estate.planted['syntax error'].length;
      expect(entries.map((entry) => (entry.measured ? entry.found : entry.why))).toEqual([
        `${broken} of 9`,
        '9 of 9',
        '9 of 9',
        undefined,
        undefined,
      ]);
    }));
});

describe('the coverage of a contender', () => {
  it('counts what it found, and what it called faulty wrongly', () =>
    withEstate((estate) => {
      const [first = '', second = ''] = estate.planted['wrong type'].concat(estate.planted['syntax error']);
      expect(coverage(estate, [first, `estate/${second}/.sourceos/manifest.json`])).toBe('2 of 9');
      expect(coverage(estate, [first, first, 'somebody/else'])).toBe('1 of 9, 1 wrongly');
    }));
});

describe('the peers', () => {
  const peers: Peers = { title: (name) => name, file: (name, path) => `${name}/${path}` };

  it('are not given the files at which they stop', () =>
    withEstate((estate) => {
      const broken = estate.planted['syntax error'];
      for (const { args } of peerContenders(estate, writeLists(estate), peers)) {
        const given = args.filter((argument) => argument.endsWith('/.sourceos/manifest.json'));
        expect(given).toHaveLength(180 - broken.length);
        expect(given.filter((path) => broken.some((repo) => path.includes(`/${repo}/`)))).toEqual([]);
      }
    }));

  it('are not measured where their output does not show every file', () =>
    withEstate((estate) => {
      const lists = writeLists(estate);
      const [ajv, sourcemeta] = peerContenders(estate, lists, peers);
      const [accused = '', ...others] = lists.readable;
      const output = outputFiles(estate.folder);
      const write = (stdout: string, stderr: string): void => {
        writeFileSync(output.stdout, stdout);
        writeFileSync(output.stderr, stderr);
      };
      const valid = others.map((path) => `${path} valid\n`);

      write(valid.join(''), `${accused} invalid\n[]\n`);
      expect(ajv?.inspect(output)).toMatchObject({ done: true });
      write(valid.slice(1).join(''), `${accused} invalid\n[]\n`);
      expect(ajv?.inspect(output)).toMatchObject({ done: false });

      write('', `fail: ${accused}\n${lists.readable.length} validated, ${others.length} passed, 1 failed\n`);
      expect(sourcemeta?.inspect(output)).toMatchObject({ done: true });
      write('', `fail: ${accused}\nerror: Failed to parse the JSON document\n`);
      expect(sourcemeta?.inspect(output)).toMatchObject({ done: false });
    }));
});
