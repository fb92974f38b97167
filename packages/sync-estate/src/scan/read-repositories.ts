import { inspectRepository } from '../inspect/inspect-repository.js';
import { checkPins, mayPin } from '../pins/pins.js';
import { publishedManifests } from '../pins/published-manifests.js';
import type { FolderRepository, GitRepository, Repository } from '../repository/repository.js';
import type { RepositoryReading } from './read-folder.js';
import { readFolders } from './read-folders.js';

const readGit = async (repository: GitRepository): Promise<RepositoryReading> => {
  const inspection = inspectRepository(repository, await repository.read('manifest'));
  const pins = mayPin(inspection)
    ? checkPins(inspection, await repository.read('packageJson'), publishedManifests)
    : [];
  return { inspection, pins };
};

/**
 * Reads repositories and keeps their order. Folders are read file by file, by several threads where there are
 * thousands; git objects by up to `concurrency` processes at a time.
 */
export const readRepositories = async (
  repositories: Iterable<Repository>,
  concurrency: number,
  onRead: () => void,
): Promise<RepositoryReading[]> => {
  const readings: RepositoryReading[] = [];
  const folders: { readonly place: number; readonly repository: FolderRepository }[] = [];
  const running = new Set<Promise<void>>();
  let count = 0;
  for (const repository of repositories) {
    const place = count;
    count += 1;
    if (repository.kind === 'folder') {
      folders.push({ place, repository });
      continue;
    }
    if (repository.kind === 'refused') {
      readings[place] = { inspection: inspectRepository(repository, repository.result), pins: [] };
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
  const read = await readFolders(
    folders.map(({ repository }) => repository),
    concurrency,
    onRead,
  );
  folders.forEach(({ place }, index) => {
    const reading = read[index];
    if (reading !== undefined) readings[place] = reading;
  });
  await Promise.all(running);
  return readings;
};
