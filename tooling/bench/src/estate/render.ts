import type { Measurement } from '../measure.js';
import type { SuiteOptions } from '../suite.js';
import { figures, number } from '../table.js';
import { targetTable } from '../target.js';
import type { Estate } from './generate.js';
import { measured, type EstateResult } from './result.js';
import { targetsOf } from './targets.js';

const describeEstate = ({ repositories, manifests, bytes, planted, otherFilesEach }: Estate): string => {
  const faults = Object.entries(planted).map(([name, repos]) => `${repos.length} × ${name}`);
  const size = (bytes / manifests.length / 1000).toFixed(1);
  return `${number(repositories)} repositories with ${otherFilesEach} other files each; ${number(manifests.length)} manifests, ${size} KB on average; planted faults: ${faults.join(', ')}.`;
};

const explain = (measurements: readonly Measurement[]): string =>
  measurements
    .map((entry) => {
      const failure = entry.measured ? '' : ` Not measured: ${entry.why}.`;
      return `- ${entry.contender.name}: ${entry.contender.does}${failure}`;
    })
    .join('\n');

/** The result as Markdown: the figures, the targets, and what a reader needs to judge and to repeat them. */
export const renderEstate = (result: EstateResult, options: SuiteOptions, machine: string): string => {
  const { estate, bare, scan, listed, peers, node, check } = result;
  const scans = [bare, scan, listed, ...peers];
  const { repositories, seed, rounds, coldRuns } = options;
  const command = `npm run bench -- estate --repositories ${repositories} --seed ${seed} --rounds ${rounds} --cold-runs ${coldRuns}`;
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\`: ${machine}.`,
    describeEstate(estate),
    `Each contender is a process of its own, timed from its start to its end, with the files in the page cache. After a warm-up, ${rounds} rounds in which each runs once; the table has the median, the fastest and the slowest.`,
    figures(scans, { base: measured(bare), found: 'faults found' }),
    explain(scans),
    `A cold start, ${coldRuns} alternating runs:`,
    figures([node, check], { base: measured(node) }),
    explain([node, check]),
    'Against what the architecture asks for:',
    targetTable(targetsOf(result)),
  ].join('\n\n');
};
