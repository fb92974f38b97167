import { findCanonicalEngine } from '@sourceos/sync-spec';
import type { EstateDraft } from '../estate/estate.js';
import type { Inspection } from '../inspect/inspect-repository.js';
import { publishedManifests } from './published-manifests.js';

/** How the names of engine packages start. */
const engineScope = '@sourceos/sync-';

/** Whether a repository could pin anything that matters: only then is its package.json read. */
export const mayPin = ({ declarations }: Inspection): boolean =>
  declarations.some(({ engineId }) => findCanonicalEngine(engineId) !== undefined);

/** Reads what a repository pins, and holds its declarations against it. Most pin nothing and load nothing for it. */
export const readPins = async (inspection: Inspection): Promise<readonly EstateDraft[]> => {
  const { repository } = inspection;
  if (repository.kind === 'refused' || !mayPin(inspection)) return [];
  const packageJson = await repository.read('packageJson');
  if (packageJson.kind !== 'file' || !packageJson.bytes.includes(engineScope)) return [];
  // The bytes are only valid until the next read, which may come while the module is loaded.
  const kept = { ...packageJson, bytes: Buffer.from(packageJson.bytes) };
  const { checkPins } = await import('./pins.js');
  return checkPins(inspection, kept, publishedManifests);
};
