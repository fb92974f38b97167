import { spawnSync } from 'node:child_process';
import { withTemporaryFolder } from '@sourceos/workspace';
import { bareLoop } from '../estate/bare-loop.js';
import { coldStartContenders } from '../estate/cold-start.js';
import { generateEstate } from '../estate/generate.js';
import { writeLists } from '../estate/lists.js';
import { peerContenders } from '../estate/peers.js';
import { renderEstate } from '../estate/render.js';
import { scannerContenders } from '../estate/scanner.js';
import { describeMachine } from '../machine.js';
import { measure } from '../measure.js';
import { installPeers } from '../peers.js';
import type { Result, Suite, SuiteOptions } from '../suite.js';
import { outputFiles } from '../timed-run.js';

const memoryRuns = 3;

const runIn = async (folder: string, options: SuiteOptions): Promise<Result> => {
  const { repositories, seed, rounds, coldRuns, onProgress } = options;
  const machine = describeMachine();
  const installed = options.peers ? await installPeers() : undefined;
  if (installed?.installed === false) onProgress(`running without the peers: ${installed.why}`);
  onProgress(`generating ${repositories} repositories`);
  const estate = generateEstate(folder, { repositories, seed });
  // What was just written goes to the disk now, not while the contenders run.
  spawnSync('sync');

  const lists = writeLists(estate);
  const peerList = installed?.installed ? peerContenders(estate, lists, installed.peers) : [];
  const ours = scannerContenders(estate, lists);
  const common = { memoryRuns, output: outputFiles(folder), onProgress };
  const scans = await measure([bareLoop(estate, lists), ours.scan, ours.listed, ...peerList], { ...common, rounds });
  const starts = await measure(coldStartContenders(estate), { ...common, rounds: coldRuns });

  const [bare, scan, listed, ...peers] = scans;
  const [node, check] = starts;
  const result = { estate, bare, scan, listed, peers, node, check };
  return {
    markdown: renderEstate(result, options, machine),
    complete: peers.length > 0 && [...scans, ...starts].every((entry) => entry.measured),
  };
};

/** The scanner over a large estate beside the floor and the peers, and its cold start on one repository. */
export const estateSuite: Suite = {
  name: 'estate',
  summary: 'the scanner over 10,000 repositories beside a bare loop and two peers, and its cold start',
  run: (options) =>
    options.keep === undefined ? withTemporaryFolder((folder) => runIn(folder, options)) : runIn(options.keep, options),
};
