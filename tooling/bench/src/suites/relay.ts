import { withTemporaryFolder } from '@sourceos/workspace';
import { describeMachine } from '../machine.js';
import { renderLoad } from '../relay/render.js';
import { runLoad } from '../relay/run-load.js';
import { refusalsOnly } from '../relay/statuses.js';
import type { Result, Suite, SuiteOptions } from '../suite.js';

const runIn = async (folder: string, { requests, seed, onProgress }: SuiteOptions): Promise<Result> => {
  const machine = describeMachine();
  const load = await runLoad({ folder, requests, seed, onProgress });
  const command = `npm run bench -- relay --requests ${requests}`;
  return { markdown: renderLoad({ load, command, machine }), complete: refusalsOnly(load.malformed.statuses) };
};

/** What well-behaved clients of a relay see while others send what is malformed, and while one identity floods it. */
export const relaySuite: Suite = {
  name: 'relay',
  summary: 'the relay under 100,000 malformed requests and under a flood, as well-behaved clients see it',
  run: (options) =>
    options.keep === undefined ? withTemporaryFolder((folder) => runIn(folder, options)) : runIn(options.keep, options),
};
