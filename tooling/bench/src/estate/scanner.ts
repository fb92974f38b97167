import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Report } from '@sourceos/sync-estate';
import type { Contender, Inspection, Output } from '../contender.js';
import { coverage } from './coverage.js';
import type { Estate } from './generate.js';
import type { ManifestLists } from './lists.js';

const packageFolder = dirname(createRequire(import.meta.url).resolve('@sourceos/sync-estate/package.json'));

/** The built command, as its users start it. */
export const scannerCommand = join(packageFolder, 'dist/cli.cjs');

const readReport = ({ stdout }: Output): Report | undefined => {
  try {
    return JSON.parse(readFileSync(stdout, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

const inspectScan =
  (estate: Estate, repositories: number) =>
  (output: Output): Inspection => {
    const report = readReport(output);
    if (report === undefined) return { done: false, why: 'it printed no report' };
    if (!report.complete) return { done: false, why: 'its report is not complete' };
    if (report.repositories.length !== repositories)
      return { done: false, why: `it reports ${report.repositories.length} repositories` };
    const accused = report.repositories.filter(({ status }) => status === 'invalid' || status === 'partial');
    return {
      done: true,
      found: coverage(
        estate,
        accused.map(({ path }) => path),
      ),
    };
  };

/** Ours, twice: given the estate, which it searches itself, and given the list that the peers get. */
export const scannerContenders = (
  estate: Estate,
  lists: ManifestLists,
): { readonly scan: Contender; readonly listed: Contender } => {
  const contender = (source: string, name: string, does: string, repositories: number): Contender => ({
    name,
    does,
    command: process.execPath,
    args: [scannerCommand, 'scan', source, '--reporter', 'json'],
    cwd: lists.folder,
    exitCode: 1,
    inspect: inspectScan(estate, repositories),
  });
  return {
    scan: contender(
      estate.root,
      'sync-estate scan',
      'Finds the repositories and their manifests in the folder, applies every rule, writes the JSON report with line and column of each finding.',
      estate.repositories,
    ),
    listed: contender(
      lists.all,
      'sync-estate scan, list',
      'The same rules and report, given the list of manifests.',
      estate.manifests.length,
    ),
  };
};
