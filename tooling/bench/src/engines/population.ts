import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Engine } from '@sourceos/sync-kernel';
import { workspaceRoot } from '@sourceos/workspace';
import { populations as simulated } from '../../../engine-simulation/src/populations.js';

/** An engine, and valid records of it. The simulation draws them from the arbitraries of the engine's own tests. */
export type Population = (typeof simulated)[number];

/** The populations of all engines, each engine as its package is built: that is what an owner repo runs. */
export const builtPopulations = (): Promise<readonly Population[]> =>
  Promise.all(
    simulated.map(async ({ engine: { manifest }, specimens }) => {
      const folder = manifest.engineId.replace('sourceos.sync.', 'packages/sync-');
      const built = (await import(pathToFileURL(join(workspaceRoot, folder, 'dist/index.js')).href)) as {
        readonly engine: Engine;
      };
      return { engine: built.engine, specimens };
    }),
  );
