import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '@sourceos/workspace';
import { checkout, kernelFolder } from './kernel-folder.js';
import { readRun, type TestRun } from './outcomes.js';

const here = join(checkout, 'tooling/browser-check');
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

const sources = (): readonly string[] =>
  ['src', 'test'].flatMap((folder) => {
    const path = join(kernelFolder, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`);
  });

/** The kernel's test files as they are now, from its folder. */
const testFiles = (): readonly string[] => sources().filter((file) => file.endsWith('.test.ts'));

const newestSource = (): number => Math.max(...sources().map((file) => statSync(join(kernelFolder, file)).mtimeMs));

const vitestRun = async (cwd: string, args: readonly string[], result: string): Promise<TestRun> => {
  const { code, output } = await run(process.execPath, [vitest, 'run', ...args], { cwd });
  // Failing tests are outcomes; what is not one is a run that wrote no result.
  if (!existsSync(result)) throw new Error(`vitest ended with ${code}:\n${output}`);
  const found = readRun(result);
  if (code !== 0 && !found.outcomes.some(({ status }) => status === 'failed')) {
    throw new Error(`vitest ended with ${code}, though no test failed:\n${output}`);
  }
  return found;
};

/** Runs the kernel's tests in headless Chromium. */
export const runInChromium = (): Promise<TestRun> => {
  const result = join(here, '.results/chromium.json');
  return vitestRun(here, ['--config', 'vitest.chromium.config.ts'], result);
};

/**
 * The kernel's tests in Node: the run that `npm test` has just made, or a new one where that is older than a source or
 * did not cover every file.
 */
export const runInNode = async (): Promise<TestRun> => {
  const last = join(kernelFolder, '.results/vitest.json');
  if (existsSync(last)) {
    const found = readRun(last);
    const covered = new Set(found.files);
    if (found.startTime >= newestSource() && testFiles().every((file) => covered.has(file))) return found;
  }
  const result = join(here, '.results/node.json');
  return vitestRun(kernelFolder, ['--outputFile.json', result], result);
};
