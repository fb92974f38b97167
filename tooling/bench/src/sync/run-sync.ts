import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Peers } from '../peers.js';
import { peerContestants, ours, type Contestant } from './contestants.js';
import { runFanOut } from './fan-out.js';
import { findNewerNode, type NewerNode } from './newer-node.js';
import type { Point, Series } from './result.js';
import { runScenario, type Setting } from './scenario.js';
import { sizesTo } from './sizes.js';

export interface SyncOptions {
  /** Records of the largest run. */
  readonly records: number;
  readonly devices: number;
  /** Milliseconds that a step of a contender may take. */
  readonly limit: number;
  /** Where contenders keep their data; each run's goes when it ends. */
  readonly folder: string;
  readonly peers: Peers | undefined;
  readonly onProgress: (text: string) => void;
}

/** A contender and its figures. */
export interface SyncMeasurement {
  readonly contestant: Contestant;
  /** Its name and version, and the Node where it is not the project's. */
  readonly title: string;
  readonly series: Series;
}

const titleOf = ({ name, peer, newerNode }: Contestant, peers: Peers | undefined, node: NewerNode): string => {
  const version = peer === undefined || peers === undefined ? '' : ` ${peers.title(peer).split(' ').at(-1) ?? ''}`;
  return `${name}${version}${newerNode && node.found ? ` (Node ${node.version})` : ''}`;
};

/** Runs one contender after another, size after size: the smallest of all first, so that a slow one delays none before it. */
export const runSync = async (options: SyncOptions): Promise<readonly SyncMeasurement[]> => {
  const { records, devices, limit, folder, peers, onProgress } = options;
  const contestants = [ours, ...(peers === undefined ? [] : peerContestants)];
  const node: NewerNode = contestants.some(({ newerNode }) => newerNode)
    ? await findNewerNode()
    : { found: false, why: 'no contender asks for it' };
  const settingOf = (contestant: Contestant, run: string): Setting | { readonly why: string } => {
    if (contestant.newerNode && !node.found) return { why: node.why };
    return {
      contestant,
      modules: Object.fromEntries(
        contestant.modules.map(({ name, peer, path }) => [name, peers?.file(peer, path) ?? '']),
      ),
      node: contestant.newerNode && node.found ? node.path : process.execPath,
      folder: join(folder, `${contestant.id}-${run}`),
      limit,
    };
  };
  /** One run in a folder of its own, which goes with it. */
  const within = async <T>(
    contestant: Contestant,
    run: string,
    use: (setting: Setting) => Promise<T>,
  ): Promise<T | { readonly why: string }> => {
    onProgress(`${contestant.name}: ${run}`);
    const setting = settingOf(contestant, run);
    if ('why' in setting) return setting;
    mkdirSync(setting.folder, { recursive: true });
    try {
      return await use(setting);
    } finally {
      rmSync(setting.folder, { recursive: true, force: true });
    }
  };

  const points = new Map<Contestant, Point[]>(contestants.map((contestant) => [contestant, []]));
  for (const size of sizesTo(records)) {
    for (const contestant of contestants) {
      const earlier = points.get(contestant) ?? [];
      const failed = earlier.find(({ why }) => why !== undefined);
      const point =
        failed === undefined
          ? await within(contestant, `${size} records`, (setting) => runScenario(setting, size))
          : { why: `not tried: it failed with ${failed.records} records` };
      earlier.push({ records: size, ...point });
    }
  }
  const measurements: SyncMeasurement[] = [];
  for (const contestant of contestants) {
    measurements.push({
      contestant,
      title: titleOf(contestant, peers, node),
      series: {
        points: points.get(contestant) ?? [],
        fanOut: await within(contestant, `${devices} devices`, (setting) => runFanOut(setting, devices)),
      },
    });
  }
  return measurements;
};
