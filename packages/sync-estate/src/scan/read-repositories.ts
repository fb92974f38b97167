import type { EstateDraft } from '../estate/estate.js';
import { inspectRepository, type Inspection } from '../inspect/inspect-repository.js';
import { mayPin, readPins } from '../pins/read-pins.js';
import type { FolderRepository, GitRepository, RefusedRepository, Repository } from '../repository/repository.js';

/** A repository that was read: what its manifest shows, and what the engine packages it pins show. */
export interface RepositoryReading {
  readonly inspection: Inspection;
  readonly pins: readonly EstateDraft[];
}

const readGit = async (repository: GitRepository): Promise<RepositoryReading> => {
  const inspection = inspectRepository(repository, await repository.read('manifest'));
  return { inspection, pins: await readPins(inspection) };
};

const inspectNow = (repository: FolderRepository | RefusedRepository): Inspection =>
  inspectRepository(repository, repository.kind === 'refused' ? repository.result : repository.read('manifest'));

/**
 * Reads repositories and keeps their order. Files of a folder are read at once: waiting for each small
 * local file costs more than reading it. Git objects are read by up to `concurrency` processes at a time.
 */
export const readRepositories = async (
  repositories: Iterable<Repository>,
  concurrency: number,
  onRead: () => void,
): Promise<RepositoryReading[]> => {
  const readings: RepositoryReading[] = [];
  const running = new Set<Promise<void>>();
  let count = 0;
  for (const repository of repositories) {
    const place = count;
    count += 1;
    if (repository.kind !== 'git') {
      const inspection = inspectNow(repository);
      readings[place] = { inspection, pins: mayPin(inspection) ? await readPins(inspection) : [] };
      onRead();
      continue;
    }
    const task = readGit(repository).then((reading) => {
      readings[place] = reading;
      running.delete(task);
      onRead();
    });
    running.add(task);
    if (running.size >= concurrency) await Promise.race(running);
  }
  await Promise.all(running);
  return readings;
};
