import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contender } from '../contender.js';
import { number } from '../table.js';
import type { Estate } from './generate.js';
import { plantedRepositories } from './coverage.js';
import type { ManifestLists } from './lists.js';

/** The floor: a process that reads every listed manifest, parses it and does nothing else. */
export const bareLoop = (estate: Estate, lists: ManifestLists): Contender => ({
  name: 'bare loop',
  does: `\`readFileSync\` and \`JSON.parse\` of the ${number(estate.manifests.length)} listed manifests, nothing else.`,
  command: process.execPath,
  args: [fileURLToPath(new URL('./bare-loop.mjs', import.meta.url)), lists.all],
  cwd: lists.folder,
  exitCode: 0,
  inspect: ({ stdout }) => {
    const { parsed, failed } = JSON.parse(readFileSync(stdout, 'utf8')) as { parsed: number; failed: number };
    return parsed + failed === estate.manifests.length
      ? { done: true, found: `${failed} of ${plantedRepositories(estate).size}` }
      : { done: false, why: `it read ${parsed + failed} manifests` };
  },
});
