import { canonicalEngines } from '@sourceos/sync-spec';
import type { Checkout } from './checkout.js';
import { deriveEngineNames, type EngineNames } from './engine-names.js';

/** The engines whose packages are checked: the canonical ones, and whoever else publishes a manifest (I7). */
export const enginesOf = ({ files }: Checkout): readonly EngineNames[] => {
  const canonical = canonicalEngines.map(({ engineId }) => engineId);
  const others = files
    .map((path) => /^packages\/sync-([^/]+)\/src\/manifest\.ts$/.exec(path)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => `sourceos.sync.${name}`);
  return [...new Set<string>([...canonical, ...others])].map(deriveEngineNames);
};
