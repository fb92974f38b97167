import { expect, it } from 'vitest';
import { compareRuns } from './compare-runs.js';
import { readReport, type TestOutcome } from './outcomes.js';

const outcome = (name: string, status = 'passed', message = ''): TestOutcome => ({
  file: 'src/a.test.ts',
  name,
  status,
  message,
});

it('counts what passed in both and what both left out', () => {
  const run = [outcome('a'), outcome('a'), outcome('b', 'skipped')];
  expect(compareRuns(run, run)).toEqual({ passed: 2, skipped: 1, differences: [] });
});

it('names what ended differently, ran in one only, or failed', () => {
  const node = [outcome('a'), outcome('b'), outcome('c', 'failed', 'wrong\nat'), outcome('e')];
  const chromium = [outcome('a', 'failed', 'no Buffer'), outcome('c', 'failed'), outcome('d'), outcome('e', 'skipped')];
  expect(compareRuns(node, chromium).differences).toEqual([
    'src/a.test.ts > a: passed in Node, failed (no Buffer) in Chromium',
    'src/a.test.ts > b: only in Node',
    'src/a.test.ts > c: failed (wrong) in both',
    'src/a.test.ts > e: passed in Node, skipped in Chromium',
    'src/a.test.ts > d: only in Chromium',
  ]);
});

it('notices that one of two tests of the same name is missing', () => {
  expect(compareRuns([outcome('a'), outcome('a')], [outcome('a')]).differences).toEqual([
    'src/a.test.ts > a #2: only in Node',
  ]);
});

it('leaves the Node-only ones out, and no others', () => {
  const node = [outcome('the native Ed25519 verifies'), outcome('an alternative verifies')];
  expect(compareRuns(node, []).differences).toEqual(['src/a.test.ts > an alternative verifies: only in Node']);
});

it('counts a file that could not be loaded as failed', () => {
  const { outcomes } = readReport({
    startTime: 0,
    testResults: [{ name: '/a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }],
  });
  expect(outcomes).toMatchObject([{ name: '', status: 'failed', message: 'no such module' }]);
  expect(compareRuns(outcomes, outcomes).differences).toHaveLength(1);
});
