import { inspectRepository, type Inspection } from '../inspect/inspect-repository.js';
import type { EstateDraft } from '../estate/estate.js';
import { checkPins, mayPin } from '../pins/pins.js';
import { publishedManifests } from '../pins/published-manifests.js';
import type { FolderRepository } from '../repository/repository.js';

/** A repository that was read: what its manifest shows, and what the engine packages it pins show. */
export interface RepositoryReading {
  readonly inspection: Inspection;
  readonly pins: readonly EstateDraft[];
}

/** Reads a repository's files and judges them. */
export const readFolder = (repository: FolderRepository): RepositoryReading => {
  const inspection = inspectRepository(repository, repository.read('manifest'));
  const pins = mayPin(inspection) ? checkPins(inspection, repository.read('packageJson'), publishedManifests) : [];
  return { inspection, pins };
};
