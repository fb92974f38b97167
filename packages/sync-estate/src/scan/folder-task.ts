import type { Draft } from '../finding/draft.js';
import type { Inspection } from '../inspect/inspect-repository.js';
import { folderRepository, type FolderPlace } from '../repository/folder-repository.js';
import type { FolderRepository } from '../repository/repository.js';
import { readFolder, type RepositoryReading } from './read-folder.js';

/** Folders that threads read together, each taking the next few when it is done with the last. */
export interface FolderTask {
  readonly places: readonly FolderPlace[];
  /** How many places have been taken: one 32-bit integer that all threads share. */
  readonly taken: SharedArrayBuffer;
}

/** What a thread found: a reading without the repository, whose reader cannot cross to another thread. */
export interface SentReading {
  readonly place: number;
  readonly inspection: Omit<Inspection, 'repository'>;
  readonly pins: readonly Draft[];
}

/** Places taken at once: few enough that threads end together, many enough that taking costs nothing. */
const batch = 64;

/** What another thread needs to know of a folder. */
export const placeOf = ({ kind, read, ...place }: FolderRepository): FolderPlace => place;

/** Reads folders until no place is left, and tells of each. Threads that run this at once share the work. */
export const work = (
  { places, taken }: FolderTask,
  tell: (place: number, reading: RepositoryReading) => void,
): void => {
  const counter = new Int32Array(taken);
  for (;;) {
    const start = Atomics.add(counter, 0, batch);
    if (start >= places.length) return;
    for (const [offset, place] of places.slice(start, start + batch).entries()) {
      tell(start + offset, readFolder(folderRepository(place)));
    }
  }
};

/** Takes a reading apart for another thread. */
export const send = (
  place: number,
  { inspection: { repository, ...inspection }, pins }: RepositoryReading,
): SentReading => ({
  place,
  inspection,
  pins: pins.map(({ at, ...draft }) => draft),
});

/** Puts a reading from another thread together again. */
export const receive = (repository: FolderRepository, sent: SentReading): RepositoryReading => {
  const inspection = { ...sent.inspection, repository };
  return { inspection, pins: sent.pins.map((draft) => ({ ...draft, at: inspection })) };
};
