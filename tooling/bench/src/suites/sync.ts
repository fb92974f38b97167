import { withTemporaryFolder } from '@sourceos/workspace';
import { describeMachine } from '../machine.js';
import { installPeers } from '../peers.js';
import type { Result, Suite, SuiteOptions } from '../suite.js';
import { renderSync } from '../sync/render.js';
import { runSync } from '../sync/run-sync.js';

const runIn = async (folder: string, options: SuiteOptions): Promise<Result> => {
  const { records, devices, onProgress } = options;
  const machine = describeMachine();
  const limit = options.stepSeconds * 1_000;
  const installed = options.peers ? await installPeers('sync stacks') : undefined;
  if (installed?.installed === false) onProgress(`running without the peers: ${installed.why}`);
  const peers = installed?.installed ? installed.peers : undefined;
  const measurements = await runSync({ records, devices, limit, folder, peers, onProgress });
  const command = `npm run bench -- sync --records ${records} --devices ${devices} --step-seconds ${options.stepSeconds}`;
  return {
    markdown: renderSync({ measurements, records, limit, command, machine }),
    // A peer that gives up within its bounds is a result, and its row says so; ours may not.
    complete:
      peers !== undefined &&
      measurements.every(({ series }, index) => index > 0 || series.points.every(({ why }) => why === undefined)) &&
      measurements.every(({ series }) => series.points[0]?.transfer !== undefined),
  };
};

/** Records from device to relay to device beside three peers, a new device, small changes, and one change to many. */
export const syncSuite: Suite = {
  name: 'sync',
  summary: 'records from device to relay to device beside three peers, small changes, and one change to many devices',
  run: (options) =>
    options.keep === undefined ? withTemporaryFolder((folder) => runIn(folder, options)) : runIn(options.keep, options),
};
