import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FolderRepository } from '../repository/repository.js';
import { placeOf, receive, work, type FolderTask, type SentReading } from './folder-task.js';
import { readFolder, type RepositoryReading } from './read-folder.js';

/** Folders for which another thread earns more than its start and memory cost. */
const foldersPerThread = 4_000;

/** Young objects of a helper thread in MiB: most die at once, and all heaps together are bounded. */
const youngGeneration = 8;

// Beside the built code; where only sources are, the main thread reads alone.
const workerFile = new URL('./read-worker.js', import.meta.url);

const hire = (task: FolderTask): Promise<readonly SentReading[]> =>
  new Promise((settle, fail) => {
    const worker = new Worker(workerFile, {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
    });
    worker.once('message', settle);
    worker.once('error', fail);
  });

/**
 * Reads folders, with helper threads where there are many.
 *
 * @param threads how many threads may read at once
 * @returns readings in the order of the repositories
 */
export const readFolders = async (
  repositories: readonly FolderRepository[],
  threads: number,
  onRead: () => void,
): Promise<readonly RepositoryReading[]> => {
  const helpers = Math.min(threads, Math.floor(repositories.length / foldersPerThread)) - 1;
  if (helpers < 1 || !existsSync(fileURLToPath(workerFile))) {
    return repositories.map((repository) => {
      const reading = readFolder(repository);
      onRead();
      return reading;
    });
  }
  const task: FolderTask = { places: repositories.map(placeOf), taken: new SharedArrayBuffer(4) };
  const hired = Array.from({ length: helpers }, () => hire(task));
  const readings: RepositoryReading[] = [];
  work(task, (place, reading) => {
    readings[place] = reading;
    onRead();
  });
  for (const sent of await Promise.all(hired)) {
    for (const reading of sent) {
      const repository = repositories[reading.place];
      if (repository !== undefined) readings[reading.place] = receive(repository, reading);
      onRead();
    }
  }
  return readings;
};
